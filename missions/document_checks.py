"""What a firm may upload: PDF, JPEG or PNG by its content, whatever its name says.

The rule, in full. A PDF begins with its mark, can be read by pypdf, opens without a password, has a page, and holds no
script, no start of programs and no files of its own. A picture can be read by Pillow as JPEG or PNG. Nothing is empty
or larger than ``LARGEST``. What passes is still never shown by the portal: it is handed out as a download.
"""

import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from missions.enums import DocumentFormat
from missions.transitions import RefusedError

#: Bytes.
LARGEST = 10 * 1024 * 1024
#: The types that are kept, with the ending their downloads get.
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
_PDF_MARK = b"%PDF-"
_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png"}
_LONGEST_NAME = 120


def content_type(file: IO[bytes], size: int, formats: Collection[str]) -> str:
    """What a file is, by its content. Raises ``RefusedError`` with the reason where it may not be kept.

    ``formats`` are the ``DocumentFormat`` values the mission takes for this document.
    """
    if size == 0:
        raise RefusedError(_("This file is empty: choose another."))
    if size > LARGEST:
        raise RefusedError(_("This file is larger than 10 MB: make it smaller, or leave out some pages."))
    file.seek(0)
    pdf = file.read(len(_PDF_MARK)) == _PDF_MARK
    if pdf and DocumentFormat.PDF not in formats:
        raise RefusedError(_("A picture is asked for here, JPEG or PNG."))
    if not pdf and DocumentFormat.IMAGE not in formats:
        raise RefusedError(_("This is not a PDF, whatever its name says. Save it as PDF and try again."))
    if not pdf:
        return _picture_type(file)
    _check_pdf(file)
    return "application/pdf"


def plain_name(name: str, kind: str) -> str:
    """The name somebody gave a file, safe to show and to download by: no folders, no control or direction marks.

    It ends as its content says.
    """
    name = PurePosixPath(name.replace("\\", "/")).name
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip(" .")
    stem = name.removesuffix(PurePosixPath(name).suffix)[:_LONGEST_NAME].strip(" .")
    return (stem or _("document")) + ENDINGS[kind]


def _check_pdf(file: IO[bytes]) -> None:
    file.seek(0)
    try:
        reader = PdfReader(file)
        locked = reader.is_encrypted and not reader.decrypt("")
        active = not locked and (len(reader.pages) == 0 or _is_active(reader))
    except Exception as error:  # a hostile file may break a reader in any way
        raise RefusedError(_("This PDF cannot be read: open it, save it again as PDF, and try once more.")) from error
    if locked:
        raise RefusedError(_("This PDF is locked with a password: save it without one."))
    if active:
        raise RefusedError(_("This PDF holds scripts or other files: print it to a new PDF and upload that."))


def _is_active(reader: PdfReader) -> bool:
    """Whether opening the document, or one of its pages, would run something or give out another file."""
    root: Any = reader.trailer["/Root"]
    names = _dictionary(root.get("/Names"))
    if "/JavaScript" in names or "/EmbeddedFiles" in names or "/AA" in root:
        return True
    if _runs(root.get("/OpenAction")) or "/XFA" in _dictionary(root.get("/AcroForm")):
        return True
    return any("/AA" in page or any(_runs_note(note) for note in page.get("/Annots") or ()) for page in reader.pages)


def _runs(action: Any) -> bool:
    return _dictionary(action).get("/S") in ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")


def _runs_note(note: Any) -> bool:
    found = _dictionary(note)
    return _runs(found.get("/A")) or "/AA" in found or found.get("/Subtype") == "/FileAttachment"


def _dictionary(value: Any) -> Any:
    """What a value of a PDF refers to, where that is a dictionary; an empty one otherwise."""
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else {}


def _picture_type(file: IO[bytes]) -> str:
    file.seek(0)
    try:
        with Image.open(file, formats=tuple(_PICTURES)) as picture:
            kind = _PICTURES[str(picture.format)]
            picture.verify()
    except Exception as error:
        raise RefusedError(_("This is not a picture we can read: save it as JPEG or PNG and try again.")) from error
    return kind
