# Images of the distribution that 'mvn package' builds in cli/target/vedette, for the platform that it was built on.
#
#   docker build -t vedette .                          every role
#   docker build -t vedette-agent --target agent .     an agent that does not learn: no libtorch
#
# BASE is any glibc image with a Java runtime 17 or newer. Where nothing can be pulled: containers/base-image.sh
ARG BASE=eclipse-temurin:17-jre

FROM ${BASE} AS agent
# OpenBLAS and libtorch need an OpenMP runtime; headless Java2D needs fontconfig and a font.
RUN need=""; \
    ldconfig -p | grep -q 'libgomp\.so\.1' || need="$need libgomp1"; \
    ldconfig -p | grep -q 'libstdc++\.so\.6' || need="$need libstdc++6"; \
    [ -n "$(fc-list 2>/dev/null | head -n 1)" ] || need="$need fontconfig fonts-dejavu-core"; \
    [ -z "$need" ] || { apt-get update && apt-get install -y --no-install-recommends $need && rm -rf /var/lib/apt/lists/*; }
# Volumes that are mounted here start with these owners.
RUN groupadd --gid 10001 vedette \
    && useradd --uid 10001 --gid vedette --home-dir /var/lib/vedette --no-create-home --shell /usr/sbin/nologin vedette \
    && install -d -o vedette -g vedette -m 700 /var/lib/vedette \
       /etc/vedette/dashboard /etc/vedette/join \
       /etc/vedette/join/teacher /etc/vedette/join/distiller /etc/vedette/join/dashboard \
       /etc/vedette/join/agent-1 /etc/vedette/join/agent-2 /etc/vedette/join/agent-3
COPY containers/healthcheck /usr/local/bin/healthcheck
COPY cli/target/vedette/LICENSE cli/target/vedette/NOTICE /opt/vedette/
COPY cli/target/vedette/bin /opt/vedette/bin
COPY cli/target/vedette/jvm /opt/vedette/jvm
COPY cli/target/vedette/models /opt/vedette/models
COPY cli/target/vedette/lib/native /opt/vedette/lib/native
COPY cli/target/vedette/lib/*.jar /opt/vedette/lib/
# The root may be read-only: only the data folder and /tmp are written to. /tmp must allow execution (TLS unpacks a library).
# No archive of classes: writing it would delay the end of a container.
ENV HOME=/var/lib/vedette \
    PATH=/opt/vedette/bin:$PATH \
    DJL_CACHE_DIR=/var/lib/vedette/.djl.ai \
    VEDETTE_START_ARCHIVE=
USER 10001:10001
WORKDIR /var/lib/vedette
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=3 CMD ["/usr/local/bin/healthcheck"]
ENTRYPOINT ["/opt/vedette/bin/vedette"]
CMD ["--help"]

FROM agent AS vedette
COPY cli/target/vedette/lib/training /opt/vedette/lib/training
