import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0010_names_of_places'),
        ('judging', '0009_absence_is_said'),
        ('proposals', '0018_conflict'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SpecialAward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='nama penghargaan')),
                ('reason', models.TextField(verbose_name='alasan')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True, verbose_name='alasan')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='special_awards', to='proposals.proposal')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='special_awards', to='competitions.round')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'penghargaan khusus',
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('round', 'proposal', 'name'), name='special_award_given_once'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='special_award_is_named_and_explained'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='special_award_withdrawn_by_someone_for_a_reason')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialaward',
            trigger=pgtrigger.compiler.Trigger(name='recorded_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."proposal_id" IS DISTINCT FROM (NEW."proposal_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7282b34117250da0f52ae92c60cba45719278c52', operation='UPDATE', pgid='pgtrigger_recorded_stays_2948b', table='judging_specialaward', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialaward',
            trigger=pgtrigger.compiler.Trigger(name='withdrawn_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."withdrawn_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4bb7a22466ef31b472cca2ffe356eea00e57a246', operation='UPDATE', pgid='pgtrigger_withdrawn_once_02268', table='judging_specialaward', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialaward',
            trigger=pgtrigger.compiler.Trigger(name='while_decided', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id\n      WHERE r.id = NEW.round_id AND p.status = 'decided' FOR SHARE OF p;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'results are frozen between closing and announcement'\n        USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM judging_roundclosing x JOIN competitions_round e ON e.id = x.round_id\n      JOIN competitions_round r ON r.period_id = e.period_id AND e.order > r.order WHERE r.id = NEW.round_id;\n    IF FOUND THEN\n      RAISE EXCEPTION 'a later round stands on this one' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='9dbede276b9f8216b3a1f27b8fae6f49b006a5fc', operation='INSERT OR UPDATE', pgid='pgtrigger_while_decided_673cd', table='judging_specialaward', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialaward',
            trigger=pgtrigger.compiler.Trigger(name='while_unproposed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM judging_publication u JOIN judging_ranking k ON k.id = u.ranking_id\n      WHERE k.round_id = NEW.round_id AND u.withdrawn_at IS NULL\n        AND NOT EXISTS (SELECT 1 FROM judging_ranking n WHERE n.round_id = k.round_id AND n.revision > k.revision);\n    IF FOUND THEN\n      RAISE EXCEPTION 'awards are settled before the announcement is proposed' USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM judging_ranking k JOIN judging_result s ON s.ranking_id = k.id\n      WHERE k.round_id = NEW.round_id AND s.proposal_id = NEW.proposal_id AND s.place IS NOT NULL\n        AND NOT EXISTS (\n          SELECT 1 FROM competitions_round r\n            JOIN competitions_round f ON f.period_id = r.period_id AND f.order > r.order WHERE r.id = k.round_id);\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'only entries with a place in the last round are awarded' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='c0af0ba0d60f945ab110ae9e10e0f6b6d40c5e6a', operation='INSERT OR UPDATE', pgid='pgtrigger_while_unproposed_964c5', table='judging_specialaward', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialaward',
            trigger=pgtrigger.compiler.Trigger(name='by_is_free', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM proposals_conflict c\n              WHERE c.person_id = NEW.by_id AND c.proposal_id = NEW.proposal_id AND c.lifted_at IS NULL;\n            IF FOUND THEN\n              RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='7385e0949aa16be0ed94d6f0a58eee4410c20b34', operation='INSERT', pgid='pgtrigger_by_is_free_d627a', table='judging_specialaward', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialaward',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5920ffd8ebdebadeaba7397232a0dc9a91253eb0', operation='DELETE', pgid='pgtrigger_append_only_ee5f0', table='judging_specialaward', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='specialaward',
            trigger=pgtrigger.compiler.Trigger(name='no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'rows of this table are only ever added';", hash='db774c8a4e85f3a1d6f5efab7cf5a557b91c1336', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_no_truncate_90916', table='judging_specialaward', when='BEFORE')),
        ),
    ]
