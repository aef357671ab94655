from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kipp.accounts"
    label = "accounts"

    def ready(self):
        from kipp.accounts import trail  # connects itself, once the models are there
