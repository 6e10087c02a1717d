/** @file guard.c  Which requests are let in. */
#include "serve/guard.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define HOST_ROOM 64 /* longer than any numeric address */

/** Whether the text is a numeric address. */
static bool
is_numeric(const char *text)
{
    struct in6_addr address;

    return inet_pton(AF_INET, text, &address) == 1 || inet_pton(AF_INET6, text, &address) == 1;
}

/** Whether `text` is empty or ":" and a port. */
static bool
is_port(const char *text)
{
    const size_t n = strspn(text + (*text == ':'), "0123456789");

    return *text == '\0' || (*text == ':' && n >= 1 && n <= 5 && text[1 + n] == '\0');
}

/** Takes the name out of a Host header: without port and brackets. @return false when it is not one
 *  that could be ours. */
static bool
read_name(const char *host, char name[HOST_ROOM])
{
    const bool has_brackets = host[0] == '[';
    const char *begin = host + has_brackets;
    const size_t n = strcspn(begin, has_brackets ? "]" : ":");

    if (n == 0 || n >= HOST_ROOM || (has_brackets && begin[n] != ']')) {
        return false;
    }
    memcpy(name, begin, n);
    name[n] = '\0';
    return is_port(begin + n + has_brackets);
}

bool
bh_guard_is_loopback(const char *address)
{
    struct in_addr four;
    struct in6_addr six;

    if (inet_pton(AF_INET, address, &four) == 1) {
        return ntohl(four.s_addr) >> 24 == 127;
    }
    return inet_pton(AF_INET6, address, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

bool
bh_guard_is_own_host(const char *host, const char *address)
{
    char name[HOST_ROOM];

    if (host == NULL || !read_name(host, name)) {
        return false;
    }
    if (strcasecmp(name, "localhost") == 0 || strcmp(name, address) == 0) {
        return true;
    }
    return is_numeric(name) && (bh_guard_is_loopback(name) || !bh_guard_is_loopback(address));
}

bool
bh_guard_is_same_origin(const char *origin, const char *host)
{
    static const char scheme[] = "http://";
    const size_t n = sizeof scheme - 1;

    return strncasecmp(origin, scheme, n) == 0 && strcasecmp(origin + n, host) == 0;
}

struct bh_refusal
bh_guard_check(const struct bh_guard_request *request, const char *address)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", "PUT", "DELETE"};
    bool is_known = false;

    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        is_known = is_known || strcmp(request->method, methods[i]) == 0;
    }
    if (!is_known) {
        return (struct bh_refusal){405, "the method must be GET, HEAD, POST, PUT or DELETE"};
    }
    if (!bh_guard_is_own_host(request->host, address)) {
        return (struct bh_refusal){403, "this server answers to localhost and its address only"};
    }
    if (request->origin != NULL && !bh_guard_is_same_origin(request->origin, request->host)) {
        return (struct bh_refusal){403, "requests from pages of other sites are refused"};
    }
    if (request->site != NULL && strcmp(request->site, "same-origin") != 0 &&
        strcmp(request->site, "none") != 0) {
        return (struct bh_refusal){403, "requests from pages of other sites are refused"};
    }
    return (struct bh_refusal){0, ""};
}

bool
bh_guard_has_token(const struct bh_guard_request *request, const char *token)
{
    const size_t n = strlen(token);
    unsigned differs = 0;

    if (request->token == NULL || strlen(request->token) != n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        differs |= (unsigned) (request->token[i] ^ token[i]);
    }
    return differs == 0;
}
