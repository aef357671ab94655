"""The rules about age and awards move from the period to its groups; every period so far has had one group."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# The keys are checked at once: a table with checks outstanding cannot be altered in the same transaction.
ONE_GROUP = """
    INSERT INTO competitions_entrygroup
      (period_id, code, name, description, min_months, max_times_awarded, "order")
    SELECT p.id, 'umum', 'Umum', '', 12 * p.min_years_running, p.max_times_awarded, 0
      FROM competitions_period p WHERE EXISTS (SELECT 1 FROM competitions_category c WHERE c.period_id = p.id);
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='EntryGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=120, verbose_name='nama')),
                ('description', models.TextField(blank=True, verbose_name='penjelasan')),
                ('min_months', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MaxValueValidator(120)], verbose_name='usia minimal inovasi (bulan)')),
                ('max_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='usia maksimal inovasi (bulan)')),
                ('max_times_awarded', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='paling banyak penghargaan sebelumnya')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='competitions.period')),
            ],
            options={
                'verbose_name': 'kelompok',
            },
        ),
        migrations.RunSQL(ONE_GROUP, migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='period',
            name='rules_frozen',
        ),
        migrations.RemoveField(
            model_name='period',
            name='max_times_awarded',
        ),
        migrations.RemoveField(
            model_name='period',
            name='min_years_running',
        ),
        migrations.AddField(
            model_name='attachmentkind',
            name='groups',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=60), blank=True, default=list, size=None, verbose_name='untuk kelompok'),
        ),
        migrations.AddField(
            model_name='period',
            name='invited_kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('perangkat_daerah', 'Perangkat Daerah'), ('kecamatan', 'Kecamatan'), ('kelurahan', 'Kelurahan'), ('blud', 'BLUD'), ('bumd', 'BUMD'), ('smp', 'SMP Negeri')], max_length=20), blank=True, default=list, size=None, verbose_name='instansi yang diundang'),
        ),
        migrations.AddField(
            model_name='period',
            name='is_title_once',
            field=models.BooleanField(default=False, verbose_name='satu judul satu kali'),
        ),
        migrations.AddField(
            model_name='section',
            name='groups',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=60), blank=True, default=list, size=None, verbose_name='untuk kelompok'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='period',
            trigger=pgtrigger.compiler.Trigger(name='rules_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."invited_kinds" IS DISTINCT FROM (NEW."invited_kinds") OR OLD."is_title_once" IS DISTINCT FROM (NEW."is_title_once") OR OLD."quota_per_agency" IS DISTINCT FROM (NEW."quota_per_agency") OR OLD."winners" IS DISTINCT FROM (NEW."winners") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func="\n                    IF OLD.status <> 'draft' THEN\n                      RAISE EXCEPTION 'the rules of an opened period are frozen' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='1041f0750094fe1fc60574411cf7afb2b93249ba', operation='UPDATE', pgid='pgtrigger_rules_frozen_f5e65', table='competitions_period', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='entrygroup',
            constraint=models.UniqueConstraint(fields=('period', 'code'), name='entry_group_once'),
        ),
        migrations.AddConstraint(
            model_name='entrygroup',
            constraint=models.CheckConstraint(condition=models.Q(('max_months__isnull', True), ('max_months__gte', models.F('min_months')), _connector='OR'), name='entry_group_ages_in_order', violation_error_message='Usia maksimal tidak boleh kurang dari usia minimal.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entrygroup',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE owners bigint[];', func="owners := ARRAY[NEW.period_id, OLD.period_id];\n    PERFORM 1 FROM competitions_period p WHERE p.id = ANY (owners) ORDER BY p.id FOR SHARE;\n    PERFORM 1 FROM competitions_period p WHERE p.id = ANY (owners) AND p.status <> 'draft';\n    IF FOUND THEN\n      RAISE EXCEPTION 'configuration of an opened period is frozen' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n", hash='90d88396218f6da2ae9385ab89fd8590f525f921', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_frozen_4a17d', table='competitions_entrygroup', when='BEFORE')),
        ),
    ]
