"""A filled sheet that somebody uploads."""

from kipp import sheets
from kipp.fields import SheetField
from kipp.forms import Form


class ImportForm(Form):
    """A filled template of earlier editions."""

    file = SheetField(label="Templat yang sudah diisi", max_bytes=sheets.MAX_BYTES)
