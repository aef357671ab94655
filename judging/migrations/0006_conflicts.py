import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('competitions', '0008_rounds'),
        ('judging', '0005_integrity_pact'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='mulai bertugas')),
                ('until', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name': 'riwayat penugasan',
            },
        ),
        migrations.AddField(
            model_name='panel',
            name='conflict_years',
            field=models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MaxValueValidator(30)], verbose_name='masa benturan (tahun)'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='without_conflict', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE refused boolean;', func="\n    WITH RECURSIVE entry AS (\n      SELECT p.id, p.agency_id, p.period_id FROM proposals_proposal p WHERE p.id = NEW.proposal_id\n    ), counted AS (\n      SELECT s.agency_id FROM judging_posting s, entry e\n        JOIN competitions_period q ON q.id = e.period_id LEFT JOIN judging_panel t ON t.period_id = e.period_id\n       WHERE s.judge_id = NEW.judge_id AND (s.until IS NULL OR s.until >= (q.registration_closes_on\n         - make_interval(years => COALESCE(t.conflict_years, 5)))::date)\n    ), posted_house AS (\n      SELECT g.id, g.parent_id FROM accounts_agency g JOIN counted c ON g.id = c.agency_id\n      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN posted_house h ON g.id = h.parent_id\n    ), entry_house AS (\n      SELECT g.id, g.parent_id FROM accounts_agency g JOIN entry e ON g.id = e.agency_id\n      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN entry_house h ON g.id = h.parent_id\n    )\n    SELECT (SELECT e.agency_id FROM entry e) IN (SELECT id FROM posted_house)\n        OR EXISTS (SELECT 1 FROM counted c JOIN entry_house h ON h.id = c.agency_id) INTO refused;\n    IF refused THEN\n      RAISE EXCEPTION 'a judge never judges where they were posted' USING ERRCODE = 'check_violation';\n    END IF;\n    PERFORM 1 FROM proposals_conflict c\n      WHERE c.person_id = NEW.judge_id AND c.proposal_id = NEW.proposal_id AND c.lifted_at IS NULL;\n    IF FOUND THEN\n      RAISE EXCEPTION 'a judge in conflict keeps out' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='052d66cc40565b20c12ba7f3730bd0ac6b63d2fb', operation='INSERT OR UPDATE OF "round_id", "proposal_id", "judge_id"', pgid='pgtrigger_without_conflict_1a0da', table='judging_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ranking',
            trigger=pgtrigger.compiler.Trigger(name='pleno_is_free', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM proposals_conflict c JOIN proposals_proposal p ON p.id = c.proposal_id\n      JOIN competitions_round r ON r.period_id = p.period_id\n      WHERE r.id = NEW.round_id AND p.number = ANY (NEW.decided_order)\n        AND c.person_id = NEW.by_id AND c.lifted_at IS NULL;\n    IF FOUND THEN\n      RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='cd7214c4bc90e265c65a9df53f5d57c49323e099', operation='INSERT', pgid='pgtrigger_pleno_is_free_0ea20', table='judging_ranking', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='panel',
            constraint=models.CheckConstraint(condition=models.Q(('conflict_years__lte', 30)), name='panel_conflict_years_range'),
        ),
        migrations.AddField(
            model_name='posting',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency', verbose_name='instansi'),
        ),
        migrations.AddField(
            model_name='posting',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='posting',
            name='judge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('judge', 'agency', 'since'), name='posting_once'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('since__lte', models.F('until')), _connector='OR'), name='posting_begins_before_it_ends', violation_error_message='Mulai bertugas harus sebelum selesai.'),
        ),
    ]
