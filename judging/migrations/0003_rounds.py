import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0008_rounds'),
        ('judging', '0002_analysis'),
        ('proposals', '0017_files_with_a_virus_are_replaced'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='assignment',
            name='outside_own_house',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assignment',
            name='handed_in_complete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ranking',
            name='while_decided',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='result',
            name='while_decided',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='score',
            name='sheet_open',
        ),
        migrations.RemoveConstraint(
            model_name='result',
            name='result_place_with_total',
        ),
        migrations.AddField(
            model_name='result',
            name='is_advancing',
            field=models.BooleanField(default=False, verbose_name='lolos ke tahap berikutnya'),
        ),
        migrations.AddField(
            model_name='result',
            name='own',
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name='nilai tahap'),
        ),
        migrations.AddField(
            model_name='result',
            name='own_exact',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name='result',
            name='total_exact',
            field=models.CharField(blank=True, max_length=200),
        ),
        # Until now there was one round: its value is the final one.
        migrations.RunSQL(
            """
            ALTER TABLE judging_result DISABLE TRIGGER USER;
            UPDATE judging_result SET own = total, own_exact = total_exact;
            ALTER TABLE judging_result ENABLE TRIGGER USER;
            """,
            migrations.RunSQL.noop,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='outside_own_house', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE refused boolean;', func="\n    WITH RECURSIVE judge_house AS (\n      SELECT g.id, g.parent_id FROM accounts_user u JOIN accounts_agency g ON g.id = u.agency_id\n       WHERE u.id = NEW.judge_id\n      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN judge_house h ON g.id = h.parent_id\n    ), entry_house AS (\n      SELECT g.id, g.parent_id FROM proposals_proposal p JOIN accounts_agency g ON g.id = p.agency_id\n       WHERE p.id = NEW.proposal_id\n      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN entry_house h ON g.id = h.parent_id\n    )\n    SELECT (SELECT u.agency_id FROM accounts_user u WHERE u.id = NEW.judge_id)\n             IN (SELECT id FROM entry_house)\n        OR (SELECT p.agency_id FROM proposals_proposal p WHERE p.id = NEW.proposal_id)\n             IN (SELECT id FROM judge_house) INTO refused;\n    IF refused THEN\n      RAISE EXCEPTION 'a judge never judges the own agency' USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM competitions_round r, proposals_proposal p, accounts_user u\n      WHERE r.id = NEW.round_id AND p.id = NEW.proposal_id AND u.id = NEW.judge_id\n        AND p.period_id = r.period_id AND p.status = 'verified' AND u.role = 'judge';\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'only judges are assigned, and only verified entries of the period'\n        USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM (\n      SELECT e.id FROM competitions_round e JOIN competitions_round r ON r.period_id = e.period_id AND e.order < r.order\n       WHERE r.id = NEW.round_id ORDER BY e.order DESC LIMIT 1\n    ) before WHERE NOT EXISTS (\n      SELECT 1 FROM judging_result s WHERE s.proposal_id = NEW.proposal_id AND s.is_advancing AND s.ranking_id = (\n        SELECT k.id FROM judging_ranking k WHERE k.round_id = before.id ORDER BY k.revision DESC LIMIT 1));\n    IF FOUND THEN\n      RAISE EXCEPTION 'only entries that passed the round before are judged' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='ac75c4503a23d17724526104536cff13c355fc8d', operation='INSERT OR UPDATE OF "round_id", "proposal_id", "judge_id"', pgid='pgtrigger_outside_own_house_26583', table='judging_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='handed_in_complete', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."handed_in_at" IS NOT NULL)', func="\n    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id\n      WHERE r.id = NEW.round_id AND p.status = 'judging' FOR SHARE OF p;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'judging is not open' USING ERRCODE = 'check_violation';\n    END IF;\n    \n    PERFORM 1 FROM judging_roundclosing x WHERE x.round_id = NEW.round_id;\n    IF FOUND THEN\n      RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'check_violation';\n    END IF;\n    \n    PERFORM 1 FROM competitions_criterion c WHERE c.round_id = NEW.round_id AND (\n      SELECT s.value FROM judging_score s\n       WHERE s.assignment_id = NEW.id AND s.criterion_id = c.id\n       ORDER BY s.revision DESC LIMIT 1) IS NULL;\n    IF FOUND THEN\n      RAISE EXCEPTION 'an incomplete sheet is not handed in' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='62e4c05fe4c8065e71f98f0ee6a070127a272802', operation='INSERT OR UPDATE OF "handed_in_at"', pgid='pgtrigger_handed_in_complete_257ba', table='judging_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ranking',
            trigger=pgtrigger.compiler.Trigger(name='while_decided', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id\n      WHERE r.id = NEW.round_id AND p.status = 'decided' FOR SHARE OF p;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'results are frozen between closing and announcement'\n        USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM judging_roundclosing x JOIN competitions_round e ON e.id = x.round_id\n      JOIN competitions_round r ON r.period_id = e.period_id AND e.order > r.order WHERE r.id = NEW.round_id;\n    IF FOUND THEN\n      RAISE EXCEPTION 'a later round stands on this one' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='1fa8d52adce92760b92512b1f05fdaa5689f50a6', operation='INSERT', pgid='pgtrigger_while_decided_1f96e', table='judging_ranking', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='while_decided', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id\n      WHERE r.id = (SELECT k.round_id FROM judging_ranking k WHERE k.id = NEW.ranking_id) AND p.status = 'decided' FOR SHARE OF p;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'results are frozen between closing and announcement'\n        USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM judging_roundclosing x JOIN competitions_round e ON e.id = x.round_id\n      JOIN competitions_round r ON r.period_id = e.period_id AND e.order > r.order WHERE r.id = (SELECT k.round_id FROM judging_ranking k WHERE k.id = NEW.ranking_id);\n    IF FOUND THEN\n      RAISE EXCEPTION 'a later round stands on this one' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='0f407c98f49097b26f1f125cd6ee92e23485aefb', operation='INSERT', pgid='pgtrigger_while_decided_ac083', table='judging_result', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='score',
            trigger=pgtrigger.compiler.Trigger(name='sheet_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM judging_assignment a\n      JOIN competitions_criterion c ON c.round_id = a.round_id AND c.id = NEW.criterion_id\n      JOIN competitions_round r ON r.id = a.round_id\n      JOIN competitions_period p ON p.id = r.period_id\n      WHERE a.id = NEW.assignment_id AND a.judge_id = NEW.by_id\n        AND a.handed_in_at IS NULL AND a.recused_at IS NULL AND p.status = 'judging'\n      FOR SHARE OF a, p;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'this sheet takes no marks' USING ERRCODE = 'check_violation';\n    END IF;\n    \n    PERFORM 1 FROM judging_roundclosing x WHERE x.round_id = (SELECT a.round_id FROM judging_assignment a WHERE a.id = NEW.assignment_id);\n    IF FOUND THEN\n      RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'check_violation';\n    END IF;\n    \n    PERFORM 1 FROM (SELECT COALESCE(MAX(s.revision), 0) + 1 AS next FROM judging_score s\n        WHERE s.assignment_id = NEW.assignment_id AND s.criterion_id = NEW.criterion_id) n\n      WHERE n.next = NEW.revision;\n    IF NOT FOUND THEN\n      RAISE EXCEPTION 'revisions follow one another' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='888cefb85d5af3aba04afdaadac7832168a925b1', operation='INSERT', pgid='pgtrigger_sheet_open_996cf', table='judging_score', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_advancing', False), ('is_winner', False), ('own__isnull', True), ('own_exact', ''), ('place__isnull', True), ('total__isnull', True), ('total_exact', '')), models.Q(('own__gte', 0), ('own__lte', 100), ('place__gte', 1), ('total__gte', 0), ('total__lte', 100), models.Q(('total_exact', ''), _negated=True), models.Q(('own_exact', ''), _negated=True)), _connector='OR'), name='result_place_with_total'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('is_winner', False), ('is_advancing', False), _connector='OR'), name='result_wins_or_goes_on'),
        ),
    ]
