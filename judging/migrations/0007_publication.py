import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0009_quota_beside_its_measure'),
        ('judging', '0006_conflicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedPeriod',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('competitions.period',),
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(null=True, verbose_name='diumumkan pada')),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('approved_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True, verbose_name='alasan')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='judging.ranking')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'usul pengumuman',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publishedperiod',
            trigger=pgtrigger.compiler.Trigger(name='announced_by_two', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NEW.status <> 'announced' OR TG_OP = 'UPDATE' AND OLD.status = 'announced' THEN\n      RETURN NEW;\n    END IF;\n    PERFORM 1 FROM judging_publication u\n      JOIN judging_ranking k ON k.id = u.ranking_id\n      JOIN competitions_round e ON e.id = k.round_id\n       WHERE e.period_id = NEW.id AND u.approved_at IS NOT NULL AND u.withdrawn_at IS NULL\n         AND (u.due_at IS NULL OR u.due_at <= clock_timestamp()) AND k.open_tie = '{}'\n         AND NOT EXISTS (SELECT 1 FROM judging_ranking n WHERE n.round_id = k.round_id AND n.revision > k.revision)\n         AND NOT EXISTS (\n           SELECT 1 FROM competitions_round r\n             JOIN competitions_round f ON f.period_id = r.period_id AND f.order > r.order WHERE r.id = k.round_id);\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'two organisers announce a result, not before its instant' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='e9ed32b0dcc6bcb9c71a657cf8492fc60a8e6b45', operation='INSERT OR UPDATE OF "status"', pgid='pgtrigger_announced_by_two_4040b', table='competitions_period', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('ranking',), name='publication_one_standing'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__isnull', True), ('due_at__gt', models.F('proposed_at')), _connector='OR'), name='publication_due_later'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('approved_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='publication_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='publication_withdrawn_by_someone_for_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='recorded_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."ranking_id" IS DISTINCT FROM (NEW."ranking_id") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='650792d38310e9a25b62f0fd0568c33ed5e1b23f', operation='UPDATE', pgid='pgtrigger_recorded_stays_adbd2', table='judging_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='approved_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."approved_at" IS NOT NULL OR OLD."withdrawn_at" IS NOT NULL)', func='RAISE EXCEPTION \'pgtrigger: Cannot update of "approved_at", "approved_by_id" rows from % table\', TG_TABLE_NAME;', hash='97bda00d81d436f4d7ac1543bf30e045552f04ef', operation='UPDATE OF "approved_at", "approved_by_id"', pgid='pgtrigger_approved_once_c5a2c', table='judging_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='withdrawn_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."withdrawn_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f179b9308783b2238971b52fe6178865bf23c791', operation='UPDATE', pgid='pgtrigger_withdrawn_once_c62ea', table='judging_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='while_decided', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id\n      WHERE r.id = (SELECT k.round_id FROM judging_ranking k WHERE k.id = NEW.ranking_id) AND p.status = 'decided' FOR SHARE OF p;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'results are frozen between closing and announcement'\n        USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM judging_roundclosing x JOIN competitions_round e ON e.id = x.round_id\n      JOIN competitions_round r ON r.period_id = e.period_id AND e.order > r.order WHERE r.id = (SELECT k.round_id FROM judging_ranking k WHERE k.id = NEW.ranking_id);\n    IF FOUND THEN\n      RAISE EXCEPTION 'a later round stands on this one' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='100d4a263b2448a69d3fd19a10d55cf1a9d96cdd', operation='INSERT OR UPDATE', pgid='pgtrigger_while_decided_3cbc4', table='judging_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='about_what_stands', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM judging_ranking k WHERE k.id = NEW.ranking_id AND k.open_tie = '{}'\n         AND NOT EXISTS (SELECT 1 FROM judging_ranking n WHERE n.round_id = k.round_id AND n.revision > k.revision)\n         AND NOT EXISTS (\n           SELECT 1 FROM competitions_round r\n             JOIN competitions_round f ON f.period_id = r.period_id AND f.order > r.order WHERE r.id = k.round_id);\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'only the standing ranking of the last round is announced' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='d9ed23e5a05fcc2669cb88f4488ff7f5839a18b4', operation='INSERT OR UPDATE OF "approved_at"', pgid='pgtrigger_about_what_stands_933c1', table='judging_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3d69fdffcf3a104f2dbd11186b06f69d7a5349bd', operation='DELETE', pgid='pgtrigger_append_only_1f6ac', table='judging_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of this table are only ever added';", hash='af9b2eda9783099a579ac3779e7e9d61cb684646', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_69f96', table='judging_publication', when='BEFORE')),
        ),
    ]
