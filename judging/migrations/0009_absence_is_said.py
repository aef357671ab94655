from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0009_quota_beside_its_measure'),
        ('judging', '0008_sheet_release'),
        ('proposals', '0018_conflict'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='assignment',
            name='is_absence',
            field=models.BooleanField(default=False, verbose_name='berhalangan'),
        ),
        # Until now whoever was taken off by another was absent.
        migrations.RunSQL(
            """
            ALTER TABLE judging_assignment DISABLE TRIGGER USER;
            UPDATE judging_assignment SET is_absence = true WHERE recused_by_id <> judge_id;
            ALTER TABLE judging_assignment ENABLE TRIGGER USER;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('is_absence', False), models.Q(('recused_by__isnull', False), models.Q(('recused_by', models.F('judge')), _negated=True)), _connector='OR'), name='assignment_absence_by_another'),
        ),
    ]
