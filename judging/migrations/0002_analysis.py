import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('judging', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Analysis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figures', models.JSONField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ranking', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='analysis', to='judging.ranking')),
            ],
            options={
                'verbose_name': 'keandalan peringkat',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='analysis',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a390a9202e142e4c14fb9b3130d6d4608cc886df', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ffcef', table='judging_analysis', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='analysis',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of this table are only ever added';", hash='97369cb4bbcf25b81a19c922c2f315b1f5acde6b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_208cb', table='judging_analysis', when='BEFORE')),
        ),
    ]
