"""Bare Django, the floor: a page of twenty rows and a single INSERT, without middleware, sessions or our own code."""

import os

import environ
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import path

settings.configure(
    SECRET_KEY="floor",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="bench.floor",
    DATABASES={"default": environ.Env.db_url_config(os.environ["DATABASE_URL"]) | {"CONN_MAX_AGE": 60}},
    MIDDLEWARE=[],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    USE_TZ=True,
)

from django.core.wsgi import get_wsgi_application  # noqa: E402 (asks for the settings above)

TABLE = "CREATE TABLE IF NOT EXISTS floor (id bigserial PRIMARY KEY, text text NOT NULL)"
application = get_wsgi_application()
with connection.cursor() as setting_up:
    setting_up.execute(TABLE)
connection.close()

PAGE = Template(
    "<!doctype html><html lang='id'><title>Lantai</title><table>{% for row in rows %}<tr>"
    "<td><a href='{% url 'row' row.0 %}'>{{ row.1 }}</a></td>{% for text in row.2 %}<td>{{ text }}</td>{% endfor %}"
    "{% for day in row.3 %}<td>{{ day|date:'j F Y' }}</td>{% endfor %}"
    "{% for number in row.4 %}<td>{{ number|floatformat:2 }}</td>{% endfor %}</tr>{% endfor %}</table></html>"
)
ROWS = """
    SELECT i, md5(i::text), ARRAY(SELECT md5((i * n)::text) FROM generate_series(1, 6) n),
           ARRAY[now(), now() - interval '1 day', now() - interval '2 days'], ARRAY[i / 3.0, i / 7.0, i / 9.0]
    FROM generate_series(1, 20) i
"""


def page(request):
    """Twenty rows of thirteen cells (a link, six texts, three dates, three numbers), from one query."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        return whole(PAGE.render(Context({"rows": cursor.fetchall()})))


def insert(request):
    """One row, committed."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO floor (text) VALUES (%s)", [request.POST["text"]])
    return whole("1")


def whole(text):
    """An answer of known length, as the middleware would make it."""
    body = text.encode()
    return HttpResponse(body, headers={"Content-Length": str(len(body))})


urlpatterns = [path("page/", page), path("page/<int:pk>/", page, name="row"), path("insert/", insert)]
