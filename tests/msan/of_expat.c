/** @file of_expat.c  What expat hands to the handlers it calls: names, attributes, texts. */
#include "library.h"

#include <expat.h>
#include <stdlib.h>

/** The handlers of the parser that runs in this thread: expat has one pointer for the user, which
 *  is the reader's. */
static _Thread_local struct {
    XML_StartElementHandler start;
    XML_EndElementHandler end;
    XML_CharacterDataHandler text;
} own;

static NOT_LOOKED_INTO void XMLCALL
on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    size_t n = 0;

    written_text(name);
    for (; attributes[n] != NULL; n++) {
        written_text(attributes[n]);
    }
    written(attributes, (n + 1) * sizeof *attributes);
    LIBRARY_ENDS(); /* our handler is looked at as all of our code */
    own.start(context, name, attributes);
    LIBRARY_BEGINS();
}

static NOT_LOOKED_INTO void XMLCALL
on_end(void *context, const XML_Char *name)
{
    written_text(name);
    LIBRARY_ENDS();
    own.end(context, name);
    LIBRARY_BEGINS();
}

static NOT_LOOKED_INTO void XMLCALL
on_text(void *context, const XML_Char *text, int n)
{
    written(text, (size_t) n); /* no NUL behind it */
    LIBRARY_ENDS();
    own.text(context, text, n);
    LIBRARY_BEGINS();
}

LIBRARY_CALL(XML_Parser, XML_ParserCreate, const XML_Char *encoding)
PASS_ON(XML_Parser, XML_ParserCreate, encoding)

LIBRARY_CALL(void, XML_SetElementHandler, XML_Parser parser, XML_StartElementHandler start,
             XML_EndElementHandler end)
{
    own.start = start;
    own.end = end;
    __real_XML_SetElementHandler(parser, on_start, on_end);
}

LIBRARY_CALL(void, XML_SetCharacterDataHandler, XML_Parser parser, XML_CharacterDataHandler text)
{
    own.text = text;
    __real_XML_SetCharacterDataHandler(parser, on_text);
}

LIBRARY_CALL(enum XML_Status, XML_Parse, XML_Parser parser, const char *text, int n, int is_final)
{
    check_handed_over(text, (size_t) n);
    LIBRARY_BEGINS();
    const enum XML_Status status = __real_XML_Parse(parser, text, n, is_final);
    LIBRARY_ENDS();
    return status;
}

LIBRARY_CALL(const XML_LChar *, XML_ErrorString, enum XML_Error code)
{
    return written_text(__real_XML_ErrorString(code));
}

LIBRARY_CALL(void, XML_ParserFree, XML_Parser parser)
PASS_ON_VOID(XML_ParserFree, parser)
