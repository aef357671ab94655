"""Every entry so far belongs to the one group of its period."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

INTO_ITS_GROUP = """
    UPDATE proposals_proposal p SET group_id = g.id FROM competitions_entrygroup g WHERE g.period_id = p.period_id;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0002_entry_groups'),
        ('proposals', '0002_answer_revision'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='belongs_together',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='proposal',
            name='frozen_entry',
        ),
        migrations.AddField(
            model_name='proposal',
            name='group',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competitions.entrygroup', verbose_name='kelompok'),
        ),
        migrations.RunSQL(INTO_ITS_GROUP, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='proposal',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competitions.entrygroup', verbose_name='kelompok'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='belongs_together', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (SELECT 1 FROM competitions_category c\n                   WHERE c.id = NEW.category_id AND c.period_id = NEW.period_id)\n       OR NOT EXISTS (SELECT 1 FROM competitions_entrygroup g\n                      WHERE g.id = NEW.group_id AND g.period_id = NEW.period_id)\n       OR NOT EXISTS (SELECT 1 FROM proposals_innovation i\n                      WHERE i.id = NEW.innovation_id AND i.agency_id = NEW.agency_id) THEN\n      RAISE EXCEPTION 'category, group or innovation belong elsewhere' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='6e4d5e48dd232b95a4caaeeb319c58696e884fc4', operation='INSERT OR UPDATE OF "category_id", "group_id"', pgid='pgtrigger_belongs_together_97726', table='proposals_proposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='invited', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF NOT EXISTS (SELECT 1 FROM competitions_period p JOIN accounts_agency a ON a.id = NEW.agency_id\n                   WHERE p.id = NEW.period_id\n                     AND (cardinality(p.invited_kinds) = 0 OR a.kind = ANY (p.invited_kinds))) THEN\n      RAISE EXCEPTION 'the agency is not invited' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='5a45b83ae980b9ce17f164778ac3d22a66d35c4f', operation='INSERT', pgid='pgtrigger_invited_ed873', table='proposals_proposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='title_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status") AND NEW."status" = \'submitted\')', declare='DECLARE wanted text;', func="\n    IF EXISTS (SELECT 1 FROM competitions_period p WHERE p.id = NEW.period_id AND p.is_title_once) THEN\n      SELECT lower(btrim(regexp_replace(i.title, '\\s+', ' ', 'g'))) INTO wanted\n        FROM proposals_innovation i WHERE i.id = NEW.innovation_id;\n      PERFORM pg_advisory_xact_lock(hashtextextended(wanted, NEW.period_id));\n      IF EXISTS (SELECT 1 FROM proposals_proposal o JOIN proposals_innovation i ON i.id = o.innovation_id\n                 WHERE o.period_id = NEW.period_id AND o.id <> NEW.id\n                   AND o.status IN ('submitted', 'returned', 'verified')\n                   AND lower(btrim(regexp_replace(i.title, '\\s+', ' ', 'g'))) = wanted) THEN\n        RAISE EXCEPTION 'the title is taken' USING ERRCODE = 'check_violation';\n      END IF;\n    END IF;\n    RETURN NEW;\n", hash='f8f3763bae05e6c88d51abc8e42f10224152b9e1', operation='UPDATE OF "status"', pgid='pgtrigger_title_once_7eeaa', table='proposals_proposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposal',
            trigger=pgtrigger.compiler.Trigger(name='frozen_entry', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF (NEW.period_id, NEW.innovation_id, NEW.agency_id)\n       IS DISTINCT FROM (OLD.period_id, OLD.innovation_id, OLD.agency_id) THEN\n      RAISE EXCEPTION 'an entry stays with its period, innovation and agency' USING ERRCODE = 'check_violation';\n    END IF;\n    IF OLD.status NOT IN ('draft', 'returned')\n       AND (NEW.category_id, NEW.group_id) IS DISTINCT FROM (OLD.category_id, OLD.group_id) THEN\n      RAISE EXCEPTION 'a sent proposal is frozen' USING ERRCODE = 'check_violation';\n    END IF;\n    IF OLD.number IS NOT NULL AND (NEW.number, NEW.submitted_at, NEW.submitted_by_id)\n       IS DISTINCT FROM (OLD.number, OLD.submitted_at, OLD.submitted_by_id) THEN\n      RAISE EXCEPTION 'number and time of a sent proposal are final' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='bebf5313e9e32a65238ab59fdd8fdc2985f0bdda', operation='UPDATE', pgid='pgtrigger_frozen_entry_598b2', table='proposals_proposal', when='BEFORE')),
        ),
    ]
