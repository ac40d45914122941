"""``/page/<n>`` shows what the search page shows for the n-th search, ``/hello`` one word."""

import json
import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

#: What the pages show, as ``tests.bench.pages.contents`` wrote it: rows and facets, and the rest of the page as it is.
_CONTENTS = json.loads(Path(os.environ["BARE_CONTENTS"]).read_text())


def page(request: HttpRequest, number: int) -> HttpResponse:
    return render(request, "page.html", _CONTENTS[number])


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("page/<int:number>", page), path("hello", hello)]
