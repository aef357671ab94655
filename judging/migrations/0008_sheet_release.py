import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0009_quota_beside_its_measure'),
        ('judging', '0007_publication'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SheetRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='competitions.round')),
            ],
            options={
                'verbose_name': 'pembagian lembar nilai',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sheetrelease',
            trigger=pgtrigger.compiler.Trigger(name='told_to_agencies', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM competitions_round r\n      JOIN competitions_period p ON p.id = r.period_id\n      JOIN judging_roundclosing x ON x.round_id = r.id\n       WHERE r.id = NEW.round_id AND (p.status <> 'decided' OR EXISTS (\n         SELECT 1 FROM judging_roundclosing y JOIN competitions_round f ON f.id = y.round_id\n          WHERE f.period_id = r.period_id AND f.order > r.order))\n       FOR SHARE OF p;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'sheets are released once their round is over' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='630dc0ee8524ed7036234de1fc916d722396d350', operation='INSERT', pgid='pgtrigger_told_to_agencies_fc022', table='judging_sheetrelease', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sheetrelease',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='50f6bdc2ca41d0029abeb7e06fba23d272d34085', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0a29f', table='judging_sheetrelease', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sheetrelease',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of this table are only ever added';", hash='2958a15725ef1f0f7613b983a6220cd7b533f458', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_a1435', table='judging_sheetrelease', when='BEFORE')),
        ),
    ]
