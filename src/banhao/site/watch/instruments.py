"""The instruments of prometheus-client. Labels are names of our own, never of a person or path."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Summary

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
HERE = CollectorRegistry()  # of this process; several together are read from their files

REQUESTS = Counter(
    "banhao_requests", "Requests by view, read or write, and class of status",
    ("view", "method", "status"), registry=HERE,
)  # fmt: skip
REQUEST_SECONDS = Histogram(
    "banhao_request_seconds", "How long requests took", ("view", "method"), registry=HERE,
    buckets=BUCKETS,
)  # fmt: skip
JOB_TURNS = Counter(
    "banhao_job_turns", "Turns of the worker's jobs: done, idle or failed", ("job", "result"),
    registry=HERE,
)  # fmt: skip
JOB_SECONDS = Summary("banhao_job_seconds", "How long turns took", ("job",), registry=HERE)
JOB_DONE = Counter("banhao_job_done", "Things that jobs did", ("job",), registry=HERE)
JOB_AT = Gauge(
    "banhao_job_timestamp_seconds", "When a job's last turn ended", ("job",), registry=HERE,
    multiprocess_mode="mostrecent",
)  # fmt: skip
ASKED = Counter("banhao_source_asked", "Questions to a source", ("source",), registry=HERE)
ANSWERED = Counter(
    "banhao_source_answered", "Answers of a source by outcome", ("source", "outcome"), registry=HERE
)
ASKED_SECONDS = Summary(
    "banhao_source_seconds", "How long a source took", ("source",), registry=HERE
)
CASES = Gauge(
    "banhao_cases", "Cases by state; counted by the worker once a minute", ("state",),
    registry=HERE, multiprocess_mode="mostrecent",
)  # fmt: skip
LIGHTS = Gauge(
    "banhao_running_items", "Items that are worked on, by light; counted once a minute", ("light",),
    registry=HERE, multiprocess_mode="mostrecent",
)  # fmt: skip
COUNTED_AT = Gauge(
    "banhao_cases_timestamp_seconds", "When cases were counted", registry=HERE,
    multiprocess_mode="mostrecent",
)  # fmt: skip
