import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0017_files_with_a_virus_are_replaced'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('declared', 'Dinyatakan sendiri'), ('reported', 'Dicatat penyelenggara'), ('named', 'Tercantum sebagai pemrakarsa')], max_length=10, verbose_name='asal')),
                ('reason', models.TextField(verbose_name='alasan')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_reason', models.TextField(blank=True, verbose_name='alasan pencabutan')),
            ],
            options={
                'verbose_name': 'benturan kepentingan',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='check',
            trigger=pgtrigger.compiler.Trigger(name='by_is_free', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM proposals_conflict c\n              WHERE c.person_id = NEW.by_id AND c.proposal_id = NEW.proposal_id AND c.lifted_at IS NULL;\n            IF FOUND THEN\n              RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='5527a48b456a6091638e716cdc031518c2cf60a7', operation='INSERT', pgid='pgtrigger_by_is_free_04e72', table='proposals_check', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='check',
            trigger=pgtrigger.compiler.Trigger(name='released_by_is_free', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM proposals_conflict c\n              WHERE c.person_id = NEW.released_by_id AND c.proposal_id = NEW.proposal_id AND c.lifted_at IS NULL;\n            IF FOUND THEN\n              RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='4499a44e74237ebb3aa9f4684ebb3be4876713ca', operation='UPDATE OF "released_by_id"', pgid='pgtrigger_released_by_is_free_74776', table='proposals_check', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ruleconfirmation',
            trigger=pgtrigger.compiler.Trigger(name='by_is_free', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM proposals_conflict c\n              WHERE c.person_id = NEW.by_id AND c.proposal_id = (SELECT v.proposal_id FROM proposals_sentversion v WHERE v.id = NEW.sent_version_id) AND c.lifted_at IS NULL;\n            IF FOUND THEN\n              RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='cd308e1e13b4b802c6021b3e3a09513d75844094', operation='INSERT', pgid='pgtrigger_by_is_free_955a3', table='proposals_ruleconfirmation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ruleoverride',
            trigger=pgtrigger.compiler.Trigger(name='by_is_free', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM proposals_conflict c\n              WHERE c.person_id = NEW.by_id AND c.proposal_id = (SELECT v.proposal_id FROM proposals_sentversion v WHERE v.id = NEW.sent_version_id) AND c.lifted_at IS NULL;\n            IF FOUND THEN\n              RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='e28d6e0538b21b566190ab8f89ae7bd705533806', operation='INSERT', pgid='pgtrigger_by_is_free_b37da', table='proposals_ruleoverride', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ruleoverride',
            trigger=pgtrigger.compiler.Trigger(name='approved_by_is_free', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM proposals_conflict c\n              WHERE c.person_id = NEW.approved_by_id AND c.proposal_id = (SELECT v.proposal_id FROM proposals_sentversion v WHERE v.id = NEW.sent_version_id) AND c.lifted_at IS NULL;\n            IF FOUND THEN\n              RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='58b02a7effde3be315881d0bfe94a272ef5a7fe5', operation='UPDATE OF "approved_by_id"', pgid='pgtrigger_approved_by_is_free_68a8a', table='proposals_ruleoverride', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='conflict',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='lifted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='proposals.proposal'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('person', 'proposal'), name='conflict_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['declared', 'reported', 'named']), models.Q(('reason', ''), _negated=True)), name='conflict_known'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True), ('lifted_reason', '')), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lifted_reason', ''), _negated=True), models.Q(('lifted_by', models.F('person')), _negated=True)), _connector='OR'), name='conflict_lifted_by_another_for_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='recorded_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."proposal_id" IS DISTINCT FROM (NEW."proposal_id") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='99d6a9e45e594f155f14bdad100db7d13698b936', operation='UPDATE', pgid='pgtrigger_recorded_stays_bd878', table='proposals_conflict', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='closes_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."lifted_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='290776309a221e17f78ca349c74299f6dcbc6df6', operation='UPDATE', pgid='pgtrigger_closes_once_9586d', table='proposals_conflict', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ae6cfa00c69d7b6c12c6417d02a3410ccc48f86f', operation='DELETE', pgid='pgtrigger_append_only_2a4b8', table='proposals_conflict', when='BEFORE')),
        ),
    ]
