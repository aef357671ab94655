import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competitions', '0009_quota_beside_its_measure'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='amendment',
            name='carried_out',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='period',
            name='rules_frozen',
        ),
        migrations.AddField(
            model_name='period',
            name='champions',
            field=models.PositiveSmallIntegerField(default=3, verbose_name='jumlah juara'),
        ),
        migrations.AddField(
            model_name='period',
            name='runners_up',
            field=models.PositiveSmallIntegerField(default=3, verbose_name='jumlah juara harapan'),
        ),
        migrations.AlterField(
            model_name='amendment',
            name='what',
            field=models.CharField(choices=[('theme', 'Tema'), ('verification_opens_on', 'Verifikasi dimulai'), ('verification_closes_on', 'Verifikasi selesai'), ('judging_opens_on', 'Penilaian dimulai'), ('judging_closes_on', 'Penilaian selesai'), ('announced_on', 'Pengumuman'), ('quota_per_agency', 'Kuota per instansi'), ('winners', 'Jumlah pemenang'), ('champions', 'Jumlah juara'), ('runners_up', 'Jumlah juara harapan'), ('reminder_days', 'Pengingat (hari sebelum batas waktu)'), ('section_guidance', 'Pertanyaan pemandu'), ('attachment_guidance', 'Petunjuk lampiran')], max_length=30),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='amendment',
            trigger=pgtrigger.compiler.Trigger(name='carried_out', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE stage text; changed integer;', func="\n    SELECT p.status INTO stage FROM competitions_period p WHERE p.id = NEW.period_id FOR UPDATE;\n    IF NOT (NEW.what = 'theme' AND stage = ANY ('{registration}') OR NEW.what = 'verification_opens_on' AND stage = ANY ('{registration}') OR NEW.what = 'verification_closes_on' AND stage = ANY ('{registration,verification}') OR NEW.what = 'judging_opens_on' AND stage = ANY ('{registration,verification}') OR NEW.what = 'judging_closes_on' AND stage = ANY ('{registration,verification,judging}') OR NEW.what = 'announced_on' AND stage = ANY ('{registration,verification,judging,decided}') OR NEW.what = 'quota_per_agency' AND stage = ANY ('{registration}') OR NEW.what = 'winners' AND stage = ANY ('{registration,verification,judging}') OR NEW.what = 'champions' AND stage = ANY ('{registration,verification,judging}') OR NEW.what = 'runners_up' AND stage = ANY ('{registration,verification,judging}') OR NEW.what = 'reminder_days' AND stage = ANY ('{registration,verification}') OR NEW.what = 'section_guidance' AND stage = ANY ('{registration}') OR NEW.what = 'attachment_guidance' AND stage = ANY ('{registration}')) THEN\n      RAISE EXCEPTION 'this is no longer amended' USING ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.what = 'section_guidance' THEN\n      UPDATE competitions_section s SET guidance = NEW.new #>> '{}'\n       WHERE s.id = NEW.section_id AND s.period_id = NEW.period_id AND to_jsonb(s.guidance) = NEW.old;\n    ELSIF NEW.what = 'attachment_guidance' THEN\n      UPDATE competitions_attachmentkind k SET guidance = NEW.new #>> '{}'\n       WHERE k.id = NEW.attachment_kind_id AND k.period_id = NEW.period_id AND to_jsonb(k.guidance) = NEW.old;\n    ELSE\n      EXECUTE format(\n        'UPDATE competitions_period p'\n        ' SET %1$I = (jsonb_populate_record(NULL::competitions_period, jsonb_build_object(%1$L, $1))).%1$I'\n        ' WHERE p.id = $2 AND to_jsonb(p.%1$I) IS NOT DISTINCT FROM $3', NEW.what)\n      USING NEW.new, NEW.period_id, NEW.old;\n    END IF;\n    GET DIAGNOSTICS changed = ROW_COUNT;\n    IF changed <> 1 THEN\n      RAISE EXCEPTION 'the amendment starts from another value' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='67858b1ebecda1ee15b9c1985ffdb0f9e719b69b', operation='INSERT', pgid='pgtrigger_carried_out_4696e', table='competitions_amendment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='period',
            trigger=pgtrigger.compiler.Trigger(name='rules_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."announced_on" IS DISTINCT FROM (NEW."announced_on") OR OLD."champions" IS DISTINCT FROM (NEW."champions") OR OLD."invited_kinds" IS DISTINCT FROM (NEW."invited_kinds") OR OLD."is_title_once" IS DISTINCT FROM (NEW."is_title_once") OR OLD."judging_closes_on" IS DISTINCT FROM (NEW."judging_closes_on") OR OLD."judging_opens_on" IS DISTINCT FROM (NEW."judging_opens_on") OR OLD."quota_per_agency" IS DISTINCT FROM (NEW."quota_per_agency") OR OLD."reminder_days" IS DISTINCT FROM (NEW."reminder_days") OR OLD."runners_up" IS DISTINCT FROM (NEW."runners_up") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."verification_closes_on" IS DISTINCT FROM (NEW."verification_closes_on") OR OLD."verification_opens_on" IS DISTINCT FROM (NEW."verification_opens_on") OR OLD."winners" IS DISTINCT FROM (NEW."winners") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func="\n    IF OLD.status <> 'draft' AND EXISTS (\n      SELECT 1 FROM jsonb_each(to_jsonb(NEW)) now\n       WHERE now.key = ANY ('{year,invited_kinds,is_title_once,quota_per_agency,winners,champions,runners_up,theme,reminder_days,verification_opens_on,verification_closes_on,judging_opens_on,judging_closes_on,announced_on}')\n         AND now.value IS DISTINCT FROM to_jsonb(OLD) -> now.key\n         AND now.value IS DISTINCT FROM (\n           SELECT COALESCE(a.new, 'null') FROM competitions_amendment a\n            WHERE a.period_id = OLD.id AND a.what = now.key ORDER BY a.id DESC LIMIT 1)\n    ) THEN\n      RAISE EXCEPTION 'the rules of an opened period are frozen' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='e84171ea87a78e55e85c45ee7c5183c815123c98', operation='UPDATE', pgid='pgtrigger_rules_frozen_f5e65', table='competitions_period', when='BEFORE')),
        ),
    ]
