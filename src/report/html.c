/** @file html.c  Pieces of an HTML page. */
#include "report/html.h"

#include <string.h>

static const char style[] =
    ":root{--ink:#1b1f24;--soft:#59636e;--line:#d5dae0;--paper:#fff;--panel:#f5f7f9;"
    "--c0:#666f7a;--c1:#0b62a4;--c2:#c4600a;--c3:#1b7f5c;--c4:#a3397b;--c5:#8a6d00;--c6:#4f4fb0;"
    "--c7:#a63c32}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#a0aab4;--line:#3a424b;"
    "--paper:#14181c;--panel:#1d2329;--c0:#a4adb7;--c1:#63b0f0;--c2:#f0a35e;--c3:#5fd0a5;"
    "--c4:#e58cc4;--c5:#d8bd4f;--c6:#a0a0f5;--c7:#f09186}}"
    "*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);"
    "font:16px/1.5 system-ui,'DejaVu Sans',sans-serif}"
    "main{max-width:1180px;margin:0 auto;padding:2rem 1.25rem 4rem}"
    "h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem}"
    "h2{font-size:1.25rem;margin:2.6rem 0 .4rem;border-top:1px solid "
    "var(--line);padding-top:1.2rem}"
    "h3{font-size:1rem;margin:1.4rem 0 .3rem}p{max-width:46rem;margin:.4rem 0}"
    ".soft{color:var(--soft)}.note{background:var(--panel);border-left:4px solid var(--c1);"
    "padding:.6rem .9rem;max-width:46rem;margin:1rem 0}"
    ".wide{overflow-x:auto}table{border-collapse:collapse;font-size:.86rem;"
    "font-variant-numeric:tabular-nums;margin:.6rem 0}"
    "th,td{padding:.32rem .6rem;text-align:right;vertical-align:top;border-bottom:1px solid "
    "var(--line)}th:first-child,td:first-child{text-align:left}"
    ".words td,.words th{text-align:left}thead th{border-bottom:2px solid var(--soft);"
    "font-weight:600}td small{display:block;color:var(--soft)}"
    "figure{margin:0}figcaption{font-size:.75rem;font-weight:600;line-height:1.25}"
    ".panels{display:flex;flex-wrap:wrap;align-items:end;gap:.5rem .7rem;margin:.5rem 0 1rem}"
    "svg{display:block}svg text{fill:var(--ink);font:11px system-ui,'DejaVu Sans',sans-serif}"
    "svg .soft{fill:var(--soft)}svg .grid{stroke:var(--line);stroke-width:1}"
    ".key{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.86rem}"
    ".key span::before{content:'';display:inline-block;width:.8em;height:.8em;margin-right:.4em;"
    "background:var(--k)}details{margin:.4rem 0}summary{cursor:pointer;font-weight:600}"
    "ol.story{list-style:none;padding:0 0 0 .5rem;font-size:.9rem}ol.story time{color:var(--soft);"
    "margin-right:.6rem;font-variant-numeric:tabular-nums}.bad{color:var(--c7)}"
    ".good{color:var(--c3)}code{font-size:.86em}a{color:var(--c1)}"
    "@media print{main{max-width:none;padding:0}h2{break-after:avoid}"
    ".panels,table{break-inside:auto}tr,svg{break-inside:avoid}}";

void
bh_html_text(struct bh_text *out, const char *words)
{
    while (*words != '\0') {
        const size_t plain = strcspn(words, "&<>\"'");
        const char c = words[plain];

        bh_text_add_n(out, words, plain);
        if (c == '\0') {
            return;
        }
        bh_text_add(out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;"
                                        : c == '"' ? "&quot;" : "&#39;");
        words += plain + 1;
    }
}

void
bh_html_element(struct bh_text *out, const char *tag, const char *words)
{
    bh_text_printf(out, "<%s>", tag);
    bh_html_text(out, words);
    bh_text_printf(out, "</%.*s>\n", (int) strcspn(tag, " "), tag);
}

void
bh_html_link(struct bh_text *out, const char *url, const char *words)
{
    const bool is_web = strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0;

    if (is_web) {
        bh_text_add(out, "<a rel=\"noreferrer\" href=\"");
        bh_html_text(out, url);
        bh_text_add(out, "\">");
    }
    bh_html_text(out, words);
    bh_text_add(out, is_web ? "</a>" : "");
}

void
bh_html_begin(struct bh_text *out, const char *title)
{
    bh_text_add(out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    bh_html_element(out, "title", title);
    bh_text_printf(out, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
}

void
bh_html_end(struct bh_text *out)
{
    bh_text_add(out, "</main>\n</body>\n</html>\n");
}
