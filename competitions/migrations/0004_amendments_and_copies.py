"""What changes after opening has its row, which carries the change out; a period may be copied from an edition."""

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0003_agency_extension'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('theme', 'Tema'), ('verification_opens_on', 'Verifikasi dimulai'), ('verification_closes_on', 'Verifikasi selesai'), ('judging_opens_on', 'Penilaian dimulai'), ('judging_closes_on', 'Penilaian selesai'), ('announced_on', 'Pengumuman'), ('quota_per_agency', 'Kuota per instansi'), ('winners', 'Jumlah pemenang'), ('reminder_days', 'Pengingat (hari sebelum batas waktu)'), ('section_guidance', 'Pertanyaan pemandu'), ('attachment_guidance', 'Petunjuk lampiran')], max_length=30)),
                ('old', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('new', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ('reason', models.TextField(verbose_name='alasan')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name': 'perubahan ketentuan',
            },
        ),
        migrations.AlterModelOptions(
            name='agencyextension',
            options={'verbose_name': 'perpanjangan untuk satu instansi'},
        ),
        migrations.AlterModelOptions(
            name='closingchange',
            options={'verbose_name': 'pergeseran penutupan'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attachmentkind',
            name='frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='period',
            name='rules_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='section',
            name='frozen',
        ),
        migrations.AddField(
            model_name='period',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competitions.period', verbose_name='disalin dari'),
        ),
        migrations.AddField(
            model_name='period',
            name='judging_opens_on',
            field=models.DateField(blank=True, null=True, verbose_name='penilaian dimulai'),
        ),
        migrations.AddField(
            model_name='period',
            name='verification_opens_on',
            field=models.DateField(blank=True, null=True, verbose_name='verifikasi dimulai'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachmentkind',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE owners bigint[];', func="\n    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'guidance' = to_jsonb(OLD) - 'guidance' AND to_jsonb(NEW.guidance) = (\n      SELECT a.new FROM competitions_amendment a WHERE a.attachment_kind_id = OLD.id ORDER BY a.id DESC LIMIT 1\n    ) THEN\n      RETURN NEW;\n    END IF;\nowners := ARRAY[NEW.period_id, OLD.period_id];\n    PERFORM 1 FROM competitions_period p WHERE p.id = ANY (owners) ORDER BY p.id FOR SHARE;\n    PERFORM 1 FROM competitions_period p WHERE p.id = ANY (owners) AND p.status <> 'draft';\n    IF FOUND THEN\n      RAISE EXCEPTION 'configuration of an opened period is frozen' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n", hash='dbd45599aef398e16516fa87c09ccf8650c06242', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_frozen_c1feb', table='competitions_attachmentkind', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='period',
            trigger=pgtrigger.compiler.Trigger(name='rules_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."announced_on" IS DISTINCT FROM (NEW."announced_on") OR OLD."invited_kinds" IS DISTINCT FROM (NEW."invited_kinds") OR OLD."is_title_once" IS DISTINCT FROM (NEW."is_title_once") OR OLD."judging_closes_on" IS DISTINCT FROM (NEW."judging_closes_on") OR OLD."judging_opens_on" IS DISTINCT FROM (NEW."judging_opens_on") OR OLD."quota_per_agency" IS DISTINCT FROM (NEW."quota_per_agency") OR OLD."reminder_days" IS DISTINCT FROM (NEW."reminder_days") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."verification_closes_on" IS DISTINCT FROM (NEW."verification_closes_on") OR OLD."verification_opens_on" IS DISTINCT FROM (NEW."verification_opens_on") OR OLD."winners" IS DISTINCT FROM (NEW."winners") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func="\n    IF OLD.status <> 'draft' AND EXISTS (\n      SELECT 1 FROM jsonb_each(to_jsonb(NEW)) now\n       WHERE now.key = ANY ('{year,invited_kinds,is_title_once,quota_per_agency,winners,theme,reminder_days,verification_opens_on,verification_closes_on,judging_opens_on,judging_closes_on,announced_on}')\n         AND now.value IS DISTINCT FROM to_jsonb(OLD) -> now.key\n         AND now.value IS DISTINCT FROM (\n           SELECT COALESCE(a.new, 'null') FROM competitions_amendment a\n            WHERE a.period_id = OLD.id AND a.what = now.key ORDER BY a.id DESC LIMIT 1)\n    ) THEN\n      RAISE EXCEPTION 'the rules of an opened period are frozen' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='addff2d02d86c63d9954dc60e5de07646394fe03', operation='UPDATE', pgid='pgtrigger_rules_frozen_f5e65', table='competitions_period', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE owners bigint[];', func="\n    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'guidance' = to_jsonb(OLD) - 'guidance' AND to_jsonb(NEW.guidance) = (\n      SELECT a.new FROM competitions_amendment a WHERE a.section_id = OLD.id ORDER BY a.id DESC LIMIT 1\n    ) THEN\n      RETURN NEW;\n    END IF;\nowners := ARRAY[NEW.period_id, OLD.period_id];\n    PERFORM 1 FROM competitions_period p WHERE p.id = ANY (owners) ORDER BY p.id FOR SHARE;\n    PERFORM 1 FROM competitions_period p WHERE p.id = ANY (owners) AND p.status <> 'draft';\n    IF FOUND THEN\n      RAISE EXCEPTION 'configuration of an opened period is frozen' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN COALESCE(NEW, OLD);\n", hash='e57a8febafe7dbdca3b88cb742c6335cc05494b7', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_frozen_e1df0', table='competitions_section', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verification_opens_on__isnull', True), ('verification_opens_on__lte', models.F('verification_closes_on')), _connector='OR'), models.Q(('judging_opens_on__isnull', True), ('judging_opens_on__lte', models.F('judging_closes_on')), _connector='OR')), name='period_stages_open_before_they_close', violation_error_message='Setiap tahap harus dimulai sebelum selesai.'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='attachment_kind',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competitions.attachmentkind'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='amendment',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='competitions.period'),
        ),
        migrations.AddField(
            model_name='amendment',
            name='section',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='competitions.section'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attachment_kind__isnull', True), ('section__isnull', False), ('what', 'section_guidance')), models.Q(('attachment_kind__isnull', False), ('section__isnull', True), ('what', 'attachment_guidance')), models.Q(models.Q(('what__in', ('section_guidance', 'attachment_guidance')), _negated=True), ('attachment_kind__isnull', True), ('section__isnull', True)), _connector='OR'), name='amendment_names_its_part'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendment',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='74e661fb00cb54cf54061c4b8a9a66daeee2fb64', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0a520', table='competitions_amendment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendment',
            trigger=pgtrigger.compiler.Trigger(name='carried_out', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE stage text; changed integer;', func="\n    SELECT p.status INTO stage FROM competitions_period p WHERE p.id = NEW.period_id FOR UPDATE;\n    IF NOT (NEW.what = 'theme' AND stage = ANY ('{registration}') OR NEW.what = 'verification_opens_on' AND stage = ANY ('{registration}') OR NEW.what = 'verification_closes_on' AND stage = ANY ('{registration,verification}') OR NEW.what = 'judging_opens_on' AND stage = ANY ('{registration,verification}') OR NEW.what = 'judging_closes_on' AND stage = ANY ('{registration,verification,judging}') OR NEW.what = 'announced_on' AND stage = ANY ('{registration,verification,judging,decided}') OR NEW.what = 'quota_per_agency' AND stage = ANY ('{registration}') OR NEW.what = 'winners' AND stage = ANY ('{registration,verification,judging}') OR NEW.what = 'reminder_days' AND stage = ANY ('{registration,verification}') OR NEW.what = 'section_guidance' AND stage = ANY ('{registration}') OR NEW.what = 'attachment_guidance' AND stage = ANY ('{registration}')) THEN\n      RAISE EXCEPTION 'this is no longer amended' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.what = 'section_guidance' THEN\n      UPDATE competitions_section s SET guidance = NEW.new #>> '{}'\n       WHERE s.id = NEW.section_id AND s.period_id = NEW.period_id AND to_jsonb(s.guidance) = NEW.old;\n    ELSIF NEW.what = 'attachment_guidance' THEN\n      UPDATE competitions_attachmentkind k SET guidance = NEW.new #>> '{}'\n       WHERE k.id = NEW.attachment_kind_id AND k.period_id = NEW.period_id AND to_jsonb(k.guidance) = NEW.old;\n    ELSE\n      EXECUTE format(\n        'UPDATE competitions_period p'\n        ' SET %1$I = (jsonb_populate_record(NULL::competitions_period, jsonb_build_object(%1$L, $1))).%1$I'\n        ' WHERE p.id = $2 AND to_jsonb(p.%1$I) IS NOT DISTINCT FROM $3', NEW.what)\n      USING NEW.new, NEW.period_id, NEW.old;\n    END IF;\n    GET DIAGNOSTICS changed = ROW_COUNT;\n    IF changed <> 1 THEN\n      RAISE EXCEPTION 'the amendment starts from another value' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='a700382404ff6d08fddf3ab83581324814bf2872', operation='INSERT', pgid='pgtrigger_carried_out_4696e', table='competitions_amendment', when='AFTER')),
        ),
    ]
