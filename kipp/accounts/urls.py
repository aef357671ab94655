from django.urls import path

from kipp.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.UserList.as_view(), name="user_list"),
    path("undang/", views.UserInvite.as_view(), name="user_invite"),
    path("<int:pk>/nonaktifkan/", views.UserDeactivate.as_view(), name="user_deactivate"),
    path("<int:pk>/aktifkan/", views.UserReactivate.as_view(), name="user_reactivate"),
    path("<int:pk>/undang-ulang/", views.UserInviteAgain.as_view(), name="user_invite_again"),
]
