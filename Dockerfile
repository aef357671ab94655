# The same set-up that `make run` uses, so that testing one tests the other.
FROM python:3.11-slim-bookworm

ENV KIPP_VENV=/opt/kipp \
    PATH=/opt/kipp/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

WORKDIR /srv/kipp

# Packages first: they change seldom, and the layer is then kept.
COPY requirements.txt ./
COPY kipp/__init__.py kipp/bootstrap.py kipp/catalogue.py kipp/fonts.py kipp/
RUN python3 kipp/bootstrap.py setup \
    && rm -rf /var/lib/apt/lists/* /root/.cache

COPY manage.py ./
COPY kipp kipp
COPY competitions competitions
COPY proposals proposals
COPY judging judging
COPY skm skm
COPY templates templates
COPY static static
RUN python -m kipp.catalogue

# The program belongs to root and cannot be changed by the process; only var/ can.
RUN useradd --system --uid 10001 --no-create-home --home-dir /srv/kipp/var kipp \
    && install -d -o kipp -g kipp var var/static var/media
USER 10001
VOLUME ["/srv/kipp/var"]
EXPOSE 8000
ENV KIPP_BIND=0.0.0.0:8000

CMD ["gunicorn", "-c", "python:kipp.web", "kipp.wsgi"]
