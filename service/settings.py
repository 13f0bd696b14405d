"""All settings as data: the documentation, the reader and the messages come from here."""

from __future__ import annotations

from certgen.mail.account import A_MINUTE, EXAMPLE, FROM, REPLY_TO, SMTP
from service.hosts import HOSTS
from service.setting import (
    Setting,
    address,
    duration,
    folder,
    folder_or_url,
    mail_address,
    mail_server,
    members,
    one_of,
    secret,
    url,
    whole_number,
    yes_or_no,
)

_DAY = 86400.0

# By the field of `Configuration` that holds the value.
SETTINGS: dict[str, Setting] = {
    "host": Setting(
        "CERTGEN_HOST",
        "Where it runs, if that is not found out rightly. Chooses defaults only.",
        f"one of {', '.join(HOSTS)}",
        one_of(*HOSTS),
        "docker",
        "found out",
    ),
    "address": Setting(
        "CERTGEN_ADDRESS",
        "The network interface that `python -m service` listens on; 0.0.0.0 is all of them.",
        "the name or number of an interface",
        address,
        "0.0.0.0",
    ),
    "port": Setting(
        "CERTGEN_PORT",
        "The port that `python -m service` listens on. PORT, as hosts set it, counts too.",
        "a whole number from 1 to 65535",
        whole_number(1, 65535),
        "8000",
        also="PORT",
    ),
    "temp": Setting(
        "CERTGEN_TEMP",
        "The folder for files that need not last.",
        "the path of a folder",
        folder,
        "/var/tmp/certgen",
        "the system's own",
    ),
    "store": Setting(
        "CERTGEN_STORE",
        "Where designs and finished files are kept: a folder, or an address. What an address "
        "needs to be opened comes from the environment, as its provider documents it.",
        "a folder or an address such as s3://bucket/folder",
        folder_or_url,
        "s3://certificates/designs",
        "a private folder in the temporary one",
    ),
    "keep_files": Setting(
        "CERTGEN_KEEP_FILES",
        "How long finished files are kept. They hold personal data, so it is short.",
        "a time from 1 min to 30 d, such as 45 min or 2 h",
        duration(60, 30 * _DAY),
        "2 h",
    ),
    "keep_designs": Setting(
        "CERTGEN_KEEP_DESIGNS",
        "How long a design is kept that nobody opens.",
        "a time from 1 h to 3650 d, such as 30 d",
        duration(3600, 3650 * _DAY),
        "30 d",
    ),
    "workers": Setting(
        "CERTGEN_WORKERS",
        "How many batches, or requests to render, are worked on at the same time.",
        "a whole number from 1 to 64",
        whole_number(1, 64),
        "4",
    ),
    "max_records": Setting(
        "CERTGEN_MAX_RECORDS",
        "How many records one batch may have.",
        "a whole number from 1 to 1000000",
        whole_number(1, 1_000_000),
        "5000",
    ),
    "max_batch_time": Setting(
        "CERTGEN_MAX_BATCH_TIME",
        "How long one batch may take.",
        "a time from 1 min to 7 d, such as 30 min or 2 h",
        duration(60, 7 * _DAY),
        "1 h",
    ),
    "memory": Setting(
        "CERTGEN_MEMORY",
        "How much memory the batches may use together, in MB. 0 is as much as there is.",
        "a whole number from 0 to 1000000",
        whole_number(0, 1_000_000),
        "2000",
        "three quarters of what the container has",
    ),
    "max_upload": Setting(
        "CERTGEN_MAX_UPLOAD",
        "How much one request may bring, in MB.",
        "a whole number from 1 to 500",
        whole_number(1, 500),
        "50",
    ),
    "max_response": Setting(
        "CERTGEN_MAX_RESPONSE",
        "How much one answer of the HTTP interface may hold, in MB. A larger batch is cut "
        "into more slices.",
        "a whole number from 1 to 1000",
        whole_number(1, 1000),
        "16",
    ),
    "time_limit": Setting(
        "CERTGEN_TIME_LIMIT",
        "How long one request to the HTTP interface may take.",
        "a time from 2 s to 1 h, such as 10 s",
        duration(2, 3600),
        "10 s",
    ),
    "api_key": Setting(
        "CERTGEN_API_KEY",
        "What a program has to know to use the HTTP interface. Required where others can reach it.",
        "at least 16 printable characters",
        secret(16),
        "the output of `openssl rand -hex 24`",
        "none",
    ),
    "password": Setting(
        "CERTGEN_PASSWORD",
        "What a person has to know to use the designer. Without it, and without signing in by "
        "OpenID Connect, only the computer that it runs on is let in.",
        "at least 8 printable characters",
        secret(8),
        "three words that do not belong together",
        "none",
    ),
    "open": Setting(
        "CERTGEN_OPEN",
        "Lets everybody into the designer who can reach it: for a demonstration, or where "
        "something in front of it asks already.",
        "yes or no",
        yes_or_no,
        "yes",
        "`no`",
    ),
    "members": Setting(
        "CERTGEN_MEMBERS",
        "Who may sign in by OpenID Connect: e-mail addresses and domains, with commas between; "
        "* is everybody whom the provider knows. Required with it.",
        "e-mail addresses, domains such as @school.example, or *",
        members,
        "@school.example, ada@example.org",
        "nobody",
    ),
    "remember": Setting(
        "CERTGEN_REMEMBER",
        "How long a browser need not tell the password again after it was used last.",
        "a time from 5 min to 90 d, such as 12 h",
        duration(300, 90 * _DAY),
        "12 h",
    ),
    "proxies": Setting(
        "CERTGEN_PROXIES",
        "How many proxies stand in front: so many entries of X-Forwarded-For are believed.",
        "a whole number from 0 to 10",
        whole_number(0, 10),
        "1",
        "`0`; 1 where the host has one",
    ),
    "sessions": Setting(
        "CERTGEN_SESSIONS",
        "A Redis server for unfinished work, where several instances share it.",
        "an address such as redis://host:6379/0",
        url("redis", "rediss"),
        "redis://redis:6379/0",
        "kept in the store",
    ),
    "scheduler": Setting(
        "CERTGEN_SCHEDULER",
        "A Dask scheduler that makes large batches on other machines.",
        "an address such as tcp://host:8786",
        url("tcp", "tls"),
        "tcp://scheduler:8786",
        "this machine",
    ),
    "smtp": Setting(
        SMTP,
        "The mail server that certificates are sent by, with user and password, for the designer "
        "and `certgen send`. smtp+starttls:// is the other kind of encryption, at port 587.",
        "an address such as smtps://user:password@host, encrypted unless the host is localhost",
        mail_server,
        EXAMPLE,
        "none",
    ),
    "mail_from": Setting(
        FROM,
        "Who the mail is from.",
        "an e-mail address, with a name if you like",
        mail_address,
        "Lumen Academy <office@lumen.example>",
        "the user of the mail server",
    ),
    "mail_reply_to": Setting(
        REPLY_TO,
        "Where answers to the mail go.",
        "an e-mail address",
        mail_address,
        "ada@lumen.example",
        "to whom it is from",
    ),
    "mail_a_minute": Setting(
        A_MINUTE,
        "How many messages the mail server takes in a minute. 0 is any number.",
        "a whole number from 0 to 10000",
        whole_number(0, 10_000),
        "30",
    ),
}
