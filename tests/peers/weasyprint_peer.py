"""Sets the HTML files of a folder with WeasyPrint, tagged for everyone, and prints the milliseconds of processor time for one."""

import pathlib
import sys
import time

from weasyprint import HTML

folder = pathlib.Path(sys.argv[1])
pages = sorted(folder.glob("ours-*.html"))


def made(page):
    return HTML(filename=str(page)).write_pdf(pdf_variant="pdf/ua-1")


(folder / "weasyprint.pdf").write_bytes(made(pages[0]))
start = time.process_time()
for page in pages[1:]:
    made(page)
print(f"{(time.process_time() - start) * 1000 / len(pages[1:]):.1f}")
