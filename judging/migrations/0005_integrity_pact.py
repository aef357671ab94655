import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0008_rounds'),
        ('judging', '0004_panel'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IntegrityPact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('text', models.TextField(verbose_name='isi')),
                ('text_sha256', models.CharField(max_length=64)),
                ('typed_name', models.CharField(max_length=160, verbose_name='nama yang diketik')),
                ('signed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name': 'pakta integritas',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='score',
            trigger=pgtrigger.compiler.Trigger(name='under_pact', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM judging_assignment a JOIN competitions_round r ON r.id = a.round_id\n      JOIN judging_integritypact k ON k.period_id = r.period_id AND k.judge_id = a.judge_id\n      WHERE a.id = NEW.assignment_id;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'no marks before the pact is signed' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='de439fe09b6545aa71390ac78156885579b90983', operation='INSERT', pgid='pgtrigger_under_pact_71d2d', table='judging_score', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='integritypact',
            name='judge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='integrity_pacts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='integritypact',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='integrity_pacts', to='competitions.period'),
        ),
        migrations.AddConstraint(
            model_name='integritypact',
            constraint=models.UniqueConstraint(fields=('period', 'judge'), name='integrity_pact_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='integritypact',
            trigger=pgtrigger.compiler.Trigger(name='panel_stands', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM competitions_period p\n      WHERE p.id = NEW.period_id AND p.status NOT IN ('decided', 'announced', 'archived') FOR SHARE;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'the panel stands once judging is closed' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='f41d232ee670ba3a1eac0e5e1fc71240c8ac5910', operation='INSERT OR UPDATE', pgid='pgtrigger_panel_stands_fb705', table='judging_integritypact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='integritypact',
            trigger=pgtrigger.compiler.Trigger(name='signed_by_a_member', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.text_sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN\n      RAISE EXCEPTION 'the fingerprint is of another text' USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM judging_panelmember m\n      WHERE m.period_id = NEW.period_id AND m.judge_id = NEW.judge_id AND m.removed_at IS NULL;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'only members of the panel sign' USING ERRCODE = 'check_violation';\n    END IF;\n    NEW.signed_at := clock_timestamp();\n    RETURN NEW;\n", hash='b4e27e2c35144d2168d7b8f6dbd4354cad7b52f0', operation='INSERT', pgid='pgtrigger_signed_by_a_member_47dc6', table='judging_integritypact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='integritypact',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='682d1edf54fff561aa9867f12def478e3b443982', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f06f4', table='judging_integritypact', when='BEFORE')),
        ),
    ]
