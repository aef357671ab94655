"""What a judge takes along on paper."""

from io import BytesIO

from django.contrib import messages
from django.shortcuts import redirect

from judging import handouts, permissions
from judging.views.judge import SheetScoped
from kipp.documents.pdf import PdfFailed
from kipp.documents.views import handed_out


class BlankSheet(SheetScoped):
    """The sheet of one proposal without a mark, as long as it takes marks; made for this answer, kept nowhere."""

    permission = permissions.may_score
    http_method_names = ["get", "head"]

    def get(self, request, pk):
        try:
            data = handouts.blank_sheet(self.subject)
        except PdfFailed as failed:
            messages.error(request, str(failed))
            return redirect("judging:sheet", pk=pk)
        return handed_out(BytesIO(data), f"Lembar nilai {self.subject.proposal.number}.pdf")
