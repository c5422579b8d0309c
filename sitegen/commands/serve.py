"""serve: show the site on this machine, and show it anew as soon as a file is saved."""

import argparse
import gc
import sys
import threading
import time

from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import now_of, print_problems, root_of
from sitegen.i18n import Translator
from sitegen.pipeline import Job, Result
from sitegen.problem_words import printed
from sitegen.serve import Preview, Server, stamps, watch
from sitegen.write import check_out


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("--port", type=int, default=0, help=t("serve.help-port"))


def run(options: argparse.Namespace, t: Translator) -> int:
    """Until Ctrl-C."""
    root = root_of(options, t)
    job = Job(
        project=PROJECT,
        root=root,
        out=root / "_build" / "preview",
        now=now_of(options, t),
        durable=False,
        catalogue=False,
    )
    check_out(job.out, job.root, job.project)
    preview = Preview(job, lambda problem: printed(problem, t), lambda count: t("serve.problems", count=count))
    try:
        server = Server(preview, options.port)
    except (OSError, OverflowError):
        raise UsageError(t("serve.port-taken", port=options.port)) from None
    stop = threading.Event()

    def built(result: Result) -> None:
        print_problems(result.problems, t)
        if preview.fault:
            print(f"{t('terminal.error')}: {preview.fault}", file=sys.stderr)
        print(t("serve.built" if result.published else "serve.kept"), flush=True)

    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(t("serve.address", address=server.address), flush=True)
        try:
            built(preview.build(stamps(job)))
            gc.freeze()  # most of what there is now stays: to look through it for garbage would only take time
            watch(preview, stop, built, time.thread_time)
        except KeyboardInterrupt:
            print(t("serve.ended"))
        finally:
            server.shutdown()
    return 0
