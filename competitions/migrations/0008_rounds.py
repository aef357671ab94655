import django.core.validators
import django.db.models.constraints
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0007_years_steps_and_closing'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='period',
            name='known_steps',
        ),
        migrations.AddField(
            model_name='round',
            name='advance_least',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='nilai paling rendah'),
        ),
        migrations.AddField(
            model_name='round',
            name='advance_most',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='paling banyak proposal'),
        ),
        migrations.AddField(
            model_name='round',
            name='advance_per',
            field=models.CharField(blank=True, choices=[('category', 'kategori'), ('group', 'kelompok'), ('agency_kind', 'jenis instansi')], max_length=20, verbose_name='kuota per'),
        ),
        migrations.AddField(
            model_name='round',
            name='advance_quota',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='kuota'),
        ),
        migrations.AddField(
            model_name='round',
            name='closes_on',
            field=models.DateField(blank=True, null=True, verbose_name='selesai'),
        ),
        migrations.AddField(
            model_name='round',
            name='kind',
            field=models.CharField(choices=[('proposal', 'Penilaian proposal'), ('presentation', 'Presentasi dan wawancara'), ('field', 'Penilaian lapangan')], default='proposal', max_length=20, verbose_name='jenis'),
        ),
        migrations.AddField(
            model_name='round',
            name='opens_on',
            field=models.DateField(blank=True, null=True, verbose_name='dimulai'),
        ),
        migrations.AlterField(
            model_name='round',
            name='min_sheets',
            field=models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1)], verbose_name='paling sedikit lembar nilai'),
        ),
        migrations.AlterField(
            model_name='round',
            name='weight',
            field=models.DecimalField(decimal_places=2, default=100, max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0.01')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='bobot (%)'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='period',
            trigger=pgtrigger.compiler.Trigger(name='known_steps', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" IS DISTINCT FROM (NEW."status"))', func="\n                IF (OLD.status, NEW.status) NOT IN (('decided', 'announced'), ('decided', 'judging'), ('draft', 'registration'), ('judging', 'decided'), ('registration', 'verification'), ('verification', 'judging')) THEN\n                  RAISE EXCEPTION 'no step leads from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ", hash='e56534f2f0658fba46664f0474875c61b7b47858', operation='UPDATE OF "status"', pgid='pgtrigger_known_steps_83917', table='competitions_period', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('period', 'order'), name='round_order_once'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('opens_on__isnull', True), ('closes_on__isnull', True), ('opens_on__lte', models.F('closes_on')), _connector='OR'), name='round_opens_before_it_closes', violation_error_message='Tahap harus dimulai sebelum selesai.'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('advance_most__isnull', True), ('advance_most__gte', 1), _connector='OR'), models.Q(('advance_least__isnull', True), models.Q(('advance_least__gte', 0), ('advance_least__lte', 100)), _connector='OR'), models.Q(models.Q(('advance_per', ''), ('advance_quota__isnull', True)), models.Q(models.Q(('advance_per', ''), _negated=True), ('advance_quota__gte', 1)), _connector='OR')), name='round_advance_limits', violation_error_message='Isi kuota bersama hitungannya, atau kosongkan keduanya.'),
        ),
    ]
