import pytest

from competitions.models import Period, TransitionNotAllowed
from judging import actions
from judging.models import Assignment
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.text import hari_tanggal, tanggal
from proposals.models import Proposal
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now
from tests.factories.judging import assign_everyone, judged_period, marks, seat_all, verified_proposal


@pytest.fixture
def verified(open_period, organiser, judge, other_judge):
    close_now(open_period)
    for _ in range(3):
        verified_proposal(open_period, by=organiser)
    return open_period


def test_start_names_every_entry_that_waits(open_period, organiser):
    close_now(open_period)
    waiting = verified_proposal(open_period, by=organiser, title="Menunggu Meja", status=Proposal.Status.SUBMITTED)
    returned = verified_proposal(open_period, by=organiser, title="Menunggu Instansi", status=Proposal.Status.RETURNED)

    with pytest.raises(actions.NotReady) as refusal:
        actions.start_judging(open_period, by=organiser)

    assert refusal.value.reasons == [
        f"Proposal {waiting.number} (Menunggu Meja) masih menunggu keputusan verifikasi.",
        f"Proposal {returned.number} (Menunggu Instansi) masih menunggu perbaikan dari instansi.",
        "Belum ada proposal yang lolos verifikasi.",
    ]
    open_period.refresh_from_db()
    assert open_period.status == Period.Status.VERIFICATION


def test_start_tells_the_judges_and_records_the_step(verified, organiser, judge, other_judge, mailoutbox):
    assign_everyone(verified, by=organiser)

    actions.start_judging(verified, by=organiser)

    assert verified.status == Period.Status.JUDGING
    letters = {letter.to[0]: letter for letter in mailoutbox}
    assert set(letters) == {judge.email, other_judge.email}
    assert letters[judge.email].subject == f"Nilai 3 proposal paling lambat {tanggal(verified.judging_closes_on)}"
    until = f"paling lambat {hari_tanggal(verified.judging_closes_on)} pukul 24.00 WIB."
    assert [words in letters[judge.email].body for words in ("/tugas/", until)] == [True, True]
    assert Entry.objects.filter(verb="period.start_judging").count() == 1


def test_start_twice_is_refused(verified, organiser):
    actions.start_judging(verified, by=organiser)

    with pytest.raises(TransitionNotAllowed):
        actions.start_judging(verified, by=organiser)


def test_assign_all_leaves_out_the_own_house(verified, organiser, judge, other_judge):
    agency = AgencyFactory()
    insider = UserFactory(role=Role.JUDGE, agency=agency)
    own = verified_proposal(verified, by=organiser, agency=agency)

    assert assign_everyone(verified, by=organiser) == 4 * 3 - 1
    assert not Assignment.objects.filter(judge=insider, proposal=own).exists()
    assert assign_everyone(verified, by=organiser) == 0


def test_assign_into_the_own_house_is_refused_with_a_sentence(verified, organiser):
    agency = AgencyFactory()
    insider = UserFactory(role=Role.JUDGE, agency=agency, name="Pak Dalam")
    own = verified_proposal(verified, by=organiser, agency=agency)
    seat_all(verified, by=organiser)

    with pytest.raises(actions.NotReady) as refusal:
        actions.assign(verified, by=organiser, pairs=[(insider.pk, own.pk)])

    assert refusal.value.reasons == [f"Pak Dalam tidak dapat menilai {own.number}: instansi yang sama."]


@pytest.mark.parametrize("who", ["operator", "judge"])
def test_assign_of_who_has_no_seat_is_refused(verified, organiser, cast, who):
    proposal = verified.proposals.first()

    with pytest.raises(actions.NotReady) as refusal:
        actions.assign(verified, by=organiser, pairs=[(cast[who].pk, proposal.pk)])

    assert refusal.value.reasons == ["Hanya anggota Tim Penilai dan proposal yang lolos verifikasi dapat dipasangkan."]


def test_reading_order_is_stable_shuffled_and_differs_between_judges(open_period, organiser):
    close_now(open_period)
    judges = [UserFactory(role=Role.JUDGE) for _ in range(2)]
    for _ in range(12):
        verified_proposal(open_period, by=organiser)
    assign_everyone(open_period, by=organiser)

    orders = [
        list(Assignment.objects.filter(judge=judge).order_by("order").values_list("proposal", flat=True))
        for judge in judges
    ]
    late = verified_proposal(open_period, by=organiser)
    assign_everyone(open_period, by=organiser)
    after = [
        list(Assignment.objects.filter(judge=judge).order_by("order").values_list("proposal", flat=True))
        for judge in judges
    ]

    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]
    assert orders[0] != sorted(orders[0])
    assert after == [[*order, late.pk] for order in orders]


def test_reassign_makes_exactly_the_wanted_pairs(verified, organiser, judge, other_judge):
    assign_everyone(verified, by=organiser)
    first, second, third = verified.proposals.order_by("pk").values_list("pk", flat=True)
    wanted = {(judge.pk, first), (judge.pk, second), (other_judge.pk, third)}

    actions.reassign(verified, by=organiser, pairs=wanted)

    assert set(Assignment.objects.values_list("judge", "proposal")) == wanted


def test_reassign_does_not_remove_what_a_judge_has_begun(open_period, organiser, judge, other_judge):
    period = judged_period(open_period, by=organiser, judges=[judge, other_judge])
    task = Assignment.objects.filter(judge=judge).select_related("round__period", "proposal").first()
    actions.save_sheet(task, by=judge, version=1, marks=marks(80))

    with pytest.raises(actions.NotReady) as refusal:
        actions.reassign(period, by=organiser, pairs=[])

    assert refusal.value.reasons == [f"{judge.name} sudah mulai menilai {task.proposal.number}."]
    assert Assignment.objects.count() == 4


def test_assign_while_judging_tells_the_new_judges_only(open_period, organiser, judge, other_judge, mailoutbox):
    period = judged_period(open_period, by=organiser, judges=[judge, other_judge])
    mailoutbox.clear()
    newcomer = UserFactory(role=Role.JUDGE)

    assign_everyone(period, by=organiser)

    assert [address for letter in mailoutbox for address in letter.to] == [newcomer.email]


def test_assign_after_closing_is_refused(open_period, organiser):
    with pytest.raises(TransitionNotAllowed):
        actions.assign(open_period, by=organiser, pairs=[])
