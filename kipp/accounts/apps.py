from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kipp.accounts"
    label = "accounts"
