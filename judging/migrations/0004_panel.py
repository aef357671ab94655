import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0008_rounds'),
        ('judging', '0003_rounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Panel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decree_number', models.CharField(max_length=80, verbose_name='nomor SK')),
                ('decree_on', models.DateField(verbose_name='tanggal SK')),
            ],
            options={
                'verbose_name': 'tim penilai',
            },
        ),
        migrations.CreateModel(
            name='PanelMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.CharField(choices=[('chair', 'Ketua'), ('member', 'Anggota')], default='member', max_length=10, verbose_name='kedudukan')),
                ('appointed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('removed_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'anggota tim penilai',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='seated', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM judging_panelmember m JOIN competitions_round r ON r.period_id = m.period_id\n      WHERE r.id = NEW.round_id AND m.judge_id = NEW.judge_id AND m.removed_at IS NULL FOR SHARE OF m;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'only members of the panel judge' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='75a15963740550a2540714fafaaea7c91e1b63ac', operation='INSERT OR UPDATE OF "round_id", "judge_id"', pgid='pgtrigger_seated_4aaf8', table='judging_assignment', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='panel',
            name='period',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='panel', to='competitions.period'),
        ),
        migrations.AddField(
            model_name='panelmember',
            name='appointed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='panelmember',
            name='judge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panel_seats', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='panelmember',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panel_members', to='competitions.period'),
        ),
        migrations.AddField(
            model_name='panelmember',
            name='removed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='panel',
            constraint=models.CheckConstraint(condition=models.Q(('decree_number', ''), _negated=True), name='panel_decree_has_number'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='panel',
            trigger=pgtrigger.compiler.Trigger(name='panel_stands', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM competitions_period p\n      WHERE p.id = NEW.period_id AND p.status NOT IN ('decided', 'announced', 'archived') FOR SHARE;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'the panel stands once judging is closed' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='cd27048d1445a9b6ced26ce43a501fdb4de0056b', operation='INSERT OR UPDATE', pgid='pgtrigger_panel_stands_1dcf4', table='judging_panel', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='panelmember',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('period', 'judge'), name='panel_member_sits_once'),
        ),
        migrations.AddConstraint(
            model_name='panelmember',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True), ('seat', 'chair')), fields=('period',), name='panel_one_chair', violation_error_message='Tim Penilai sudah memiliki ketua.'),
        ),
        migrations.AddConstraint(
            model_name='panelmember',
            constraint=models.CheckConstraint(condition=models.Q(('seat__in', ['chair', 'member'])), name='panel_seat_known'),
        ),
        migrations.AddConstraint(
            model_name='panelmember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='panel_member_removed_by_someone'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='panelmember',
            trigger=pgtrigger.compiler.Trigger(name='panel_stands', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM competitions_period p\n      WHERE p.id = NEW.period_id AND p.status NOT IN ('decided', 'announced', 'archived') FOR SHARE;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'the panel stands once judging is closed' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='9422f70ad578fe1aa2d9143ed20874dd84c134d8', operation='INSERT OR UPDATE', pgid='pgtrigger_panel_stands_6dbe9', table='judging_panelmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='panelmember',
            trigger=pgtrigger.compiler.Trigger(name='only_judges_sit', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM accounts_user u WHERE u.id = NEW.judge_id AND u.role = 'judge' AND u.is_active;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'only judges sit on a panel' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='15e4b995359b10b01cfa15969359ecff17cd0a36', operation='INSERT', pgid='pgtrigger_only_judges_sit_9fed5', table='judging_panelmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='panelmember',
            trigger=pgtrigger.compiler.Trigger(name='work_is_done', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM judging_assignment a JOIN competitions_round r ON r.id = a.round_id\n      WHERE r.period_id = NEW.period_id AND a.judge_id = NEW.judge_id\n        AND a.handed_in_at IS NULL AND a.recused_at IS NULL;\n    IF FOUND THEN\n      RAISE EXCEPTION 'a judge with open sheets stays on the panel' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='a83a25e2511caa5457dcaa1731e038534e1bda03', operation='UPDATE OF "removed_at"', pgid='pgtrigger_work_is_done_91a8a', table='judging_panelmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='panelmember',
            trigger=pgtrigger.compiler.Trigger(name='appointed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."period_id" IS DISTINCT FROM (NEW."period_id") OR OLD."judge_id" IS DISTINCT FROM (NEW."judge_id") OR OLD."appointed_at" IS DISTINCT FROM (NEW."appointed_at") OR OLD."appointed_by_id" IS DISTINCT FROM (NEW."appointed_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='056ba4d21bb2cf2dd45889babfbf70b7f32c1e94', operation='UPDATE', pgid='pgtrigger_appointed_stays_fbc5b', table='judging_panelmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='panelmember',
            trigger=pgtrigger.compiler.Trigger(name='removed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."removed_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e3b4ffafe49dc1347fb43e086f32791af474017b', operation='UPDATE', pgid='pgtrigger_removed_stays_5ad51', table='judging_panelmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='panelmember',
            trigger=pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='989a2650c0cda7d28f6ee48184469dda4444659f', operation='DELETE', pgid='pgtrigger_kept_89465', table='judging_panelmember', when='BEFORE')),
        ),
    ]
