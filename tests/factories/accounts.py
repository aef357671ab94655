import factory

from kipp.accounts.models import Agency, Role, User

PASSWORD = "sandi-uji-yang-panjang"


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    code = factory.Sequence(lambda n: f"INSTANSI-{n}")
    name = factory.Sequence(lambda n: f"Instansi Nomor {n}")
    kind = Agency.Kind.PERANGKAT_DAERAH


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"orang{n}@contoh.example")
    name = factory.Sequence(lambda n: f"Orang Nomor {n}")
    role = Role.ORGANISER
    agency = factory.Maybe(
        factory.LazyAttribute(lambda o: o.role == Role.OPERATOR), factory.SubFactory(AgencyFactory), None
    )

    @factory.post_generation
    def password(obj, create, extracted, **kwargs):  # noqa: N805
        obj.set_password(extracted or PASSWORD)
        obj.save(update_fields=["password"])
