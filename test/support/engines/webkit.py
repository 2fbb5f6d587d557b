"""One WebKit page with a storage of its own on disk, driven by lines of JSON.

    python3 webkit.py FOLDER WIDTH HEIGHT

Reads {"id", "do", ...} from its input and answers {"id", "value"} or {"id", "fault"} on its output, each after "@@".
WebKitGTK's own driver keeps no storage that outlives its session, so this app cannot be shown with it. Needs the
bindings of GTK 3 and WebKit2 4.1, and a screen (xvfb-run).
"""

import json
import sys
import threading

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

folder, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
places = WebKit2.WebsiteDataManager(base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache")
context = WebKit2.WebContext.new_with_website_data_manager(places)
context.set_preferred_languages(["zh-CN"])
page = WebKit2.WebView(web_context=context)
settings = page.get_settings()
# The origin's private file system is there in the engine, and off in this build.
FILES = {"AccessHandle", "FileSystem", "FileSystemWritableStream", "StorageAPI", "StorageAPIEstimate"}
features = WebKit2.Settings.get_all_features()
for each in (features.get(at) for at in range(features.get_length())):
    if each.get_identifier() in FILES:
        settings.set_feature_enabled(each, True)
page.set_size_request(width, height)
window = Gtk.Window()
window.set_default_size(width, height)
window.add(page)
window.show_all()


def say(asked, **what):
    print("@@" + json.dumps({"id": asked["id"], **what}), flush=True)


def whole(asked):
    """Answers when the page that is on its way has come."""

    def moved(_, event):
        if event == WebKit2.LoadEvent.FINISHED:
            page.disconnect(heard)
            say(asked)

    heard = page.connect("load-changed", moved)


def run(asked):
    def ran(_, result):
        try:
            value = page.call_async_javascript_function_finish(result)
            say(asked, value=json.loads(value.to_json(0) or "null"))
        except Exception as fault:  # whatever the page threw, or that it went away meanwhile
            say(asked, fault=str(fault))

    page.call_async_javascript_function(asked["body"], -1, None, None, None, None, ran)


def shoot(asked):
    def drawn(_, result):
        page.get_snapshot_finish(result).write_to_png(asked["file"])
        say(asked)

    page.get_snapshot(WebKit2.SnapshotRegion.VISIBLE, WebKit2.SnapshotOptions.NONE, None, drawn)


def perform(asked):
    if asked["do"] == "goto":
        whole(asked)
        page.load_uri(asked["url"])
    elif asked["do"] == "reload":
        whole(asked)
        page.reload()
    elif asked["do"] == "run":
        run(asked)
    else:
        shoot(asked)
    return False


def listen():
    for line in sys.stdin:
        GLib.idle_add(perform, json.loads(line))
    GLib.idle_add(Gtk.main_quit)


threading.Thread(target=listen, daemon=True).start()
Gtk.main()
