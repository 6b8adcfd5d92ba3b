"""A real browser for the tests of the page: Chromium without a window, and with nothing of anybody's in it."""

import json
import shutil
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
DRIVERS = ("chromedriver", "chromium.chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
DESKTOP, PHONE = (1280, 900), (360, 740)


class Browser:
    """One page at a time, looked at as a person would."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, *, size: tuple[int, int] = DESKTOP, dark: bool = False) -> None:
        """Show a page, in a window of this size (in CSS pixels) and with this preference."""
        self.driver.get("about:blank")
        self.look(size=size, dark=dark)
        self.requested()
        self.complaints()
        self.driver.get(page.as_uri())

    def look(self, *, size: tuple[int, int] = DESKTOP, dark: bool = False, media: str = "") -> None:
        """Another window, another preference, or paper."""
        width, height = size
        self._do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._do("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def all(self, selector: str) -> list[WebElement]:
        """The elements that can be seen, in the page's order."""
        return [element for element in self.driver.find_elements(By.CSS_SELECTOR, selector) if element.is_displayed()]

    def one(self, selector: str) -> WebElement:
        """The only such element that can be seen."""
        (element,) = self.all(selector)
        return element

    def texts(self, selector: str) -> list[str]:
        """What all of them say, read at once: asking one by one would take as many round trips."""
        return list(self.run("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", selector))

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever the script gives
        """Run a script in the page; the driver's own, so the page's policy does not hold for it."""
        return self.driver.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        """Type keys, wherever the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    @property
    def focused(self) -> str:
        """The name of what has the focus."""
        return str(self.driver.switch_to.active_element.accessible_name)

    def requested(self) -> list[str]:
        """The addresses asked for since this was last asked, but for those that the page's own policy stopped."""
        entries = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        sent = [entry["params"] for entry in entries if entry["method"] == "Network.requestWillBeSent"]
        failed = [entry["params"] for entry in entries if entry["method"] == "Network.loadingFailed"]
        stopped = {failure["requestId"] for failure in failed if failure.get("blockedReason") == "csp"}
        return [request["request"]["url"] for request in sent if request["requestId"] not in stopped]

    def complaints(self) -> list[str]:
        """What the console holds since this was last asked."""
        return [entry["message"] for entry in self._log("browser")]

    def printed(self) -> bytes:
        """The page on paper, as a PDF."""
        return b64decode(self._do("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])

    def picture(self, file: Path, *, whole: bool = True) -> None:
        """A picture of the page, down to its end or as far as the window shows it."""
        shot = self._do("Page.captureScreenshot", captureBeyondViewport=whole)
        file.write_bytes(b64decode(shot["data"]))

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries

    def _do(self, command: str, **given: object) -> dict[str, Any]:
        answer: dict[str, Any] = self.driver.execute_cdp_cmd(command, given)
        return answer


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """Start Chromium with its files in `folder`; skips the test, with the reason, where there is none."""
    program, driver = _first(PROGRAMS), _first(DRIVERS)
    if program is None or driver is None:
        pytest.skip("no Chromium with its driver here (on Debian: apt-get install chromium chromium-driver)")
    options = ChromeOptions()
    options.binary_location = program
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    with Chrome(options=options, service=ChromeService(driver)) as started:
        started.set_page_load_timeout(30)
        yield Browser(started)


def _first(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)
