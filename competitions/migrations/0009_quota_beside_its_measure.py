from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0008_rounds'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='round',
            name='round_advance_limits',
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('advance_most__isnull', True), ('advance_most__gte', 1), _connector='OR'), models.Q(('advance_least__isnull', True), models.Q(('advance_least__gte', 0), ('advance_least__lte', 100)), _connector='OR'), models.Q(models.Q(('advance_per', ''), ('advance_quota__isnull', True)), models.Q(models.Q(('advance_per', ''), _negated=True), ('advance_quota__gte', 1), ('advance_quota__isnull', False)), _connector='OR')), name='round_advance_limits', violation_error_message='Isi kuota bersama hitungannya, atau kosongkan keduanya.'),
        ),
    ]
