"""The people of the journeys: what each of them does on the pages, as verbs."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, Response, expect

from tests.factories.accounts import PASSWORD
from tests.files import pdfs
from tests.servers import next_page


class Visitor:
    """Anybody with a browser."""

    def __init__(self, page: Page, address: str):
        self.page = page
        self.address = address

    def open(self, path: str) -> Response:
        return self.page.goto(path if path.startswith("http") else f"{self.address}{path}")

    def follow(self, name: str | re.Pattern) -> None:
        with next_page(self.page):
            self.page.get_by_role("link", name=name).first.click()

    def press(self, name: str) -> None:
        with next_page(self.page):
            self.page.get_by_role("button", name=name, exact=True).click()

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"[name={name}]:not([type=hidden])").fill(value)

    def choose(self, name: str, label: str) -> None:
        self.page.locator(f"select[name={name}]").select_option(label=label)

    def fill_date(self, name: str, day: date) -> None:
        self.fill(**{f"{name}_hari": str(day.day), f"{name}_tahun": str(day.year)})
        self.page.locator(f"select[name={name}_bulan]").select_option(str(day.month))

    def sees(self, *words: str) -> None:
        for some in words:
            expect(self.page.get_by_role("main")).to_contain_text(some)

    def is_told(self, words: str) -> None:
        """The message of the page that answered the last step."""
        expect(self.page.locator(".pemberitahuan", has_text=words).first).to_be_visible()

    def does_not_see(self, *words: str) -> None:
        for some in words:
            expect(self.page.locator("body")).not_to_contain_text(some)

    def fact(self, name: str) -> Locator:
        """What stands beside a term of a summary."""
        return self.page.locator("dt", has_text=re.compile(f"^{name}$")).locator("xpath=following-sibling::dd[1]")

    def download(self, name: str | re.Pattern) -> bytes:
        with self.page.expect_download() as started:
            self.page.get_by_role("link", name=name).first.click()
        return Path(started.value.path()).read_bytes()

    def download_document(self, title: str) -> bytes:
        """From its page, which waits by itself until the worker has made the file."""
        self.open("/dokumen/")
        self.follow(re.compile(f"^{title}"))
        expect(self.page.get_by_role("link", name="Unduh", exact=True)).to_be_visible(timeout=45_000)
        return self.download("Unduh")


class Member(Visitor):
    """Somebody with an account."""

    def log_in(self, user, password: str = PASSWORD):
        self.open("/akun/masuk/")
        self.fill(login=user.email, password=password)
        self.press("Masuk")
        expect(self.page.get_by_role("button", name="Keluar")).to_be_visible()
        return self

    def take_up_invitation(self, link: str, password: str):
        """Set a password by the mailed link and log in with it."""
        self.open(link)
        self.fill(password1=password, password2=password)
        self.press("Simpan kata sandi")
        expect(self.page.get_by_role("heading", name="Kata sandi tersimpan")).to_be_visible()
        return self


class Organiser(Member):
    def create_period(self, *, year: int, theme: str, winners: int, dates: dict[str, date]) -> None:
        self.open("/periode/")
        self.follow("Buat periode")
        title = f"Kompetisi Inovasi Pelayanan Publik Kota Tegal {year}"
        self.fill(year=str(year), title=title, theme=theme, winners=str(winners))
        for name, day in dates.items():
            self.fill_date(name, day)
        self.press("Simpan periode")
        self.is_told("Periode dibuat.")

    def set_weights(self, **weights: str) -> None:
        self.follow("Ubah bobot")
        self.fill(**weights)
        self.press("Simpan bobot")

    def open_registration(self) -> None:
        self.follow("Buka pendaftaran")
        self.press("Buka pendaftaran")
        self.is_told("Pendaftaran dibuka.")

    def invite_judge(self, *, name: str, email: str) -> None:
        self.open("/pengguna/undang/")
        self.fill(name=name, email=email)
        self.choose("role", "Juri")
        self.press("Kirim undangan")
        self.is_told(f"Undangan untuk {name} dikirim ke {email}.")

    def extend_closing(self, *, to: date, reason: str) -> None:
        self.open("/periode/")
        self.follow(re.compile("Kota Tegal 2024"))
        self.follow("Geser penutupan")
        self.fill_date("closes_on", to)
        self.fill(reason=reason)
        self.press("Geser penutupan")
        self.is_told("Penutupan digeser.")

    def create_survey_period(self, *, name: str, starts_on: date, ends_on: date, minimum_respondents: int) -> None:
        self.open("/survei/periode/baru/")
        self.fill(name=name, minimum_respondents=str(minimum_respondents))
        self.fill_date("starts_on", starts_on)
        self.fill_date("ends_on", ends_on)
        self.press("Simpan periode")
        self.is_told(f"Periode {name} disimpan.")

    def open_on_desk(self, title: str) -> None:
        self.open("/meja/proposal/")
        self.follow(title)

    def verify(self, title: str) -> None:
        self.open_on_desk(title)
        self.confirm_every_rule()
        self._decide("Lolos verifikasi")

    def confirm_every_rule(self) -> None:
        """What is computed as met in one press, the rest rule by rule."""
        self.press("Sesuai semua yang terhitung memenuhi")
        self.is_told("Pemeriksaan disimpan.")
        for rule in ("Bukti mulai penerapan", "Kesesuaian tema dan kategori", "Substansi isian"):
            self.page.get_by_role("group", name=rule).get_by_label("Sesuai", exact=True).check()
        self.page.get_by_label("Catatan Bukti mulai penerapan").fill("Termuat dalam surat pernyataan.")
        self.press("Simpan pemeriksaan")
        self.is_told("Pemeriksaan disimpan.")

    def send_back(self, title: str, *, reason: str, note: str, due_on: date) -> None:
        self.open_on_desk(title)
        self.page.get_by_label(reason, exact=True).check()
        self.fill(note=note)
        self.fill_date("due_on", due_on)
        self._decide("Dikembalikan untuk perbaikan")

    def _decide(self, decision: str) -> None:
        self.page.get_by_label(decision, exact=True).check()
        self.press("Simpan putusan")
        self.is_told(f"Putusan dicatat, belum disampaikan kepada instansi: {decision}.")

    def release_decisions(self) -> None:
        """Tell the agencies everything that was decided."""
        self.open("/meja/putusan/")
        self.press("Sampaikan putusan yang dicentang")
        self.is_told("disampaikan kepada instansi.")

    def compose_panel(self, *, chair: str, decree: str, decreed_on: date) -> None:
        """Everybody who may judge gets a seat, one of them the chair's, by a decree."""
        self.open("/penilaian/")
        self.follow("Tim Penilai")
        for box in self.page.get_by_role("checkbox").all():
            box.check()
        self.press("Jadikan anggota")
        self.press(f"Jadikan ketua {chair}")
        self.is_told(f"{chair} menjadi ketua Tim Penilai.")
        self.follow("Ubah SK")
        self.fill(decree_number=decree)
        self.fill_date("decree_on", decreed_on)
        self.press("Simpan")
        self.is_told("SK Tim Penilai disimpan.")

    def assign_everyone(self) -> None:
        self.open("/penilaian/")
        self.follow("Atur penugasan juri")
        for box in self.page.get_by_role("checkbox").all():
            box.check()
        self.press("Simpan penugasan")

    def take_judging_step(self, link: str, button: str) -> None:
        self.open("/penilaian/")
        self.follow(link)
        self.press(button)


class Operator(Member):
    def check_eligibility(self, *, title: str, category: str, since: date) -> None:
        self.open("/proposal/baru/")
        self.fill(title=title)
        self.choose("category", category)
        self.fill_date("implemented_on", since)
        self.press("Cek kelayakan")

    def keep_as_draft(self) -> None:
        self.press("Simpan sebagai draf")
        self.is_told("Proposal disimpan sebagai draf.")

    def begin_proposal(self) -> None:
        self.press("Lanjutkan isi proposal")
        self.is_told("Proposal disimpan sebagai draf.")

    def open_proposal(self, title: str) -> None:
        self.open("/proposal/")
        self.follow(title)

    def write_all_sections(self, about: str) -> None:
        links = self.page.get_by_role("link").filter(has_text=re.compile(r"^\d[ab]? "))
        for section in links.all_inner_texts():
            self.follow(section)
            self.fill(text=f"{section}: {about}.")
            self.page.get_by_label("Bagian ini sudah selesai").check()
            self.press("Simpan draf")
            self.is_told("tersimpan pukul")

    def upload(self, title: str, *, name: str) -> None:
        self.page.get_by_role("link", name=title, exact=True).click()
        self.page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": pdfs.plain()}
        )
        self.press("Unggah")
        self.is_told(f"{title} tersimpan.")

    def upload_required_letters(self) -> None:
        self.upload("Surat Pernyataan Implementasi", name="implementasi.pdf")
        self.upload("Surat Pernyataan Identitas Perorangan atau Tim", name="identitas.pdf")
        self.upload("Surat Pernyataan Kesediaan Replikasi", name="replikasi.pdf")

    def change_section(self, section: str, text: str) -> None:
        self.follow(re.compile(section))
        self.fill(text=text)
        self.press("Simpan draf")
        self.is_told("tersimpan pukul")

    def send(self) -> str:
        """Send the proposal and return its number."""
        self.follow("Periksa dan kirim")
        self.press("Kirim proposal")
        return self._number_of_confirmation()

    def send_again(self) -> str:
        self.follow("Periksa dan kirim")
        self.press("Kirim ulang proposal")
        return self._number_of_confirmation()

    def _number_of_confirmation(self) -> str:
        expect(self.page.get_by_role("heading", name="Proposal terkirim")).to_be_visible()
        return self.page.locator(".panel strong").inner_text()

    def add_service(self, *, name: str, served: int) -> None:
        self.open("/survei/layanan/baru/")
        self.fill(name=name, served_per_period=str(served))
        self.press("Simpan layanan")
        self.is_told(f"Layanan {name} disimpan.")

    def open_survey(self, *, period: str) -> str:
        """Prepare the survey of the service just added, open it and return its address."""
        self.choose("survey_period", period)
        self.press("Simpan survei")
        self.press("Buka survei")
        return self.page.locator("figcaption").inner_text().splitlines()[0]

    def close_survey(self) -> None:
        self.follow("Tutup survei")
        self.press("Tutup survei")


class Judge(Member):
    def sign_pact(self, name: str) -> None:
        self.open("/tugas/")
        self.follow("Baca dan tanda tangani pakta integritas")
        self.fill(nama=name)
        self.press("Tanda tangani pakta integritas")
        self.is_told("Pakta integritas ditandatangani.")

    def begin(self) -> None:
        self.open("/tugas/")
        self.follow("Nilai proposal berikutnya")

    def score(self, **marks: str) -> None:
        for criterion, mark in marks.items():
            self.page.locator(f"[name=nilai_{criterion}]").fill(mark)
            self.page.locator(f"[name=alasan_{criterion}]").fill(f"Alasan {criterion}.")

    def hand_in(self) -> None:
        self.press("Kirim dan lanjut")
        self.is_told("terkirim:")


class Citizen(Visitor):
    """Somebody at the counter with a phone."""

    def open_survey(self, address: str) -> None:
        self.open(address)

    def answer(self, *worths: int, except_for: int | None = None) -> None:
        """Choose a level of each question in order; a question may be forgotten."""
        for number, worth in enumerate(worths, start=1):
            if number != except_for:
                self.choose_level(number, worth)

    def choose_level(self, number: int, worth: int) -> None:
        self.questions()[number - 1].get_by_role("radio").nth(worth - 1).check()

    def chosen(self) -> list[int | None]:
        """The level of each question that is marked now."""
        marked = [question.locator("input:checked") for question in self.questions()]
        return [int(one.get_attribute("value")) if one.count() else None for one in marked]

    def questions(self) -> list[Locator]:
        fieldsets = self.page.locator("form fieldset").all()
        assert len(fieldsets) == 9
        return fieldsets

    def say(self, suggestion: str) -> None:
        self.fill(suggestion=suggestion)

    def send(self) -> None:
        self.press("Kirim jawaban")

    def send_twice(self) -> None:
        """The same sheet again before the answer has come, as after an impatient second touch."""
        status = self.page.evaluate(
            "const form = document.querySelector('main form');"
            "fetch(form.action, {method: 'POST', body: new FormData(form)}).then(answer => answer.status)"
        )
        assert status == 200
        self.send()

    def is_thanked(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Terima kasih")
