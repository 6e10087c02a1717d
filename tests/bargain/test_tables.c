/** Tables of actors, good and bad. Oracles: the three formats' own descriptions; for bad tables,
 *  messages written down by reading: place, value found, value wanted. */
#include "harness.h"

#include <bluehelm/negotiate.h>
#include <stdlib.h>

static struct bh_table *
read_table(const char *text, char *message)
{
    struct bh_table *table = NULL;
    struct bh_err err = {BH_OK, ""};

    if (bh_table_read_text("t.csv", text, strlen(text), &table, &err) != BH_OK) {
        strcpy(message, err.text);
        return NULL;
    }
    message[0] = '\0';
    return table;
}

static void
test_good(void)
{
    char message[1024];
    struct bh_table *t = read_table("actor,description,capability,delay [4..10],delay salience\r\n"
                              "\"Nether, lands\",\"a \"\"b\"\"\",8,4,80\r\nBelgium,,8,5..7,40\r\n",
                              message);

    bh_expect(t != NULL && t->n_actors == 2 && t->n_issues == 1, "CSV (%s)", message);
    bh_expect_text("quoted name", t->actors[0], "Nether, lands");
    bh_expect_text("doubled quotes", t->notes[0], "a \"b\"");
    bh_expect_text("issue", t->issues[0], "delay");
    bh_expect(t->scale_low[0] == 4 && t->scale_high[0] == 10, "its scale");
    bh_expect(t->salience[0].value == 0.8, "salience of 100 becomes a share");
    bh_expect(t->position[1].value == 6 && t->position[1].low == 5 && t->has_ranges, "a range");
    bh_table_free(t);

    t = read_table("name,capability,x,x_low,x_high,s\na,1,50,40,70,0.5\nb,2,10,,,0.9\n", message);
    bh_expect(t != NULL && t->position[0].low == 40 && t->position[0].high == 70 &&
                  t->position[1].low == 10 && t->salience[0].value == 0.5,
              "bounds in columns of their own (%s)", message);
    bh_table_free(t);

    t = read_table("Demo,two actors,2,2\nActor,Description,Power,Pstn1,Sal1,Pstn2,Sal2\n"
             "a,one,10,20,60,30,70\nb,two,5,70,10,90,20\n",
             message);
    bh_expect(t != NULL && t->n_issues == 2, "KTAB's CSV (%s)", message);
    /* 60 and 70 add up to more than 100: total 0.6 + 0.7 - 0.42 = 0.88, shared 6 to 7 */
    bh_expect(fabs(t->salience[0].value - 0.88 * 6 / 13) < 1e-12 &&
                  fabs(t->salience[1].value - 0.88 * 7 / 13) < 1e-12 && t->n_remarks > 0,
              "saliences above the whole are shared out, and that is said");
    bh_table_free(t);

    t = read_table("#O;Talks;;\n#A;x;X;\n#A;y;Y;\n#P;i;Issue one;\n#M;i;10;low;\n#M;i;60;high;\n"
             "#D;x;i;10;0.5;1\n#D;y;i;60;0.25;0.5\n#/;a remark\n",
             message);
    bh_expect(t != NULL && t->scale_low[0] == 10 && t->scale_high[0] == 60 &&
                  t->capability[1].value == 0.5 && strcmp(t->title, "Talks") == 0,
              "an equal-gain file (%s)", message);
    bh_table_free(t);

    t = read_table(
        "<?xml version=\"1.0\"?><Scenario><name>S</name><ModelParameters><VotingRule>Cubic"
        "</VotingRule></ModelParameters><Dimensions><dName>d</dName></Dimensions><Actors><Actor>"
        "<name>a</name><description/><capability>3</capability><Position><dCoord>20</dCoord>"
        "</Position><Salience><dSal>1</dSal></Salience></Actor><Actor><name>b</name>"
        "<capability>4</capability><Position><dCoord>30</dCoord></Position><Salience><dSal>50"
        "</dSal></Salience></Actor></Actors><IdealAdjustment><iaPair><adjustingIdeal>a"
        "</adjustingIdeal><referencePos>a</referencePos><adjust>0.5</adjust></iaPair>"
        "</IdealAdjustment></Scenario>",
        message);
    bh_expect(t != NULL && t->salience[0].value == 0.01 && t->n_settings == 1 &&
                  t->accommodation[0] == 0.5 && t->accommodation[3] == 1,
              "KTAB's XML: saliences of 100 however small (%s)", message);
    bh_table_free(t);
}

static const struct {
    const char *name, *text, *message;
} bad[] = {
    {"empty", "", "t.csv: the table is empty"},
    {"missing capability", "actor,x,s\na,1,2\n",
     "t.csv:1: column capability is missing; columns are: actor, description (optional), "
     "capability, "
     "then position and salience of each issue"},
    {"missing salience", "actor,capability,x\na,1,2\n",
     "t.csv:1:18: position column 'x' has no salience column behind it"},
    {"text for a number", "actor,capability,x,s\na,much,1,2\nb,1,2,3\n",
     "t.csv:2:3: capability is 'much', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"negative capability", "actor,capability,x,s\na,-1,1,2\nb,1,2,3\n",
     "t.csv:2:1: capability of 'a' is -1, must be 0 or more"},
    {"position off the scale", "actor,capability,x,s\na,1,101,2\nb,1,2,3\n",
     "t.csv:2:1: position of 'a' on 'x' is 101, must be within 0 and 100; another scale is given "
     "with the issue's name: 'x [LOW..HIGH]'"},
    {"one actor", "actor,capability,x,s\na,1,1,2\n", "t.csv: 1 actor; bargaining takes 2 or more"},
    {"duplicate name", "actor,capability,x,s\na,1,1,2\na,1,2,3\n",
     "t.csv:3:1: actor 'a' is named twice, first on line 2"},
    {"dots alone", "actor,capability,x,s\na,1,..3,1\nb,1,2,3\n",
     "t.csv:2:5: x is '..3', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"more behind a range", "actor,capability,x,s\na,1,1..3m,1\nb,1,2,3\n",
     "t.csv:2:5: x is '1..3m', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"words behind a range's end", "actor,capability,x,s\na,1,1..much,1\nb,1,2,3\n",
     "t.csv:2:5: x is '1..much', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"a bracket that is no range", "actor,capability,x,s\na,1,9 [10],1\nb,1,2,3\n",
     "t.csv:2:5: x is '9 [10]', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"value above its range", "actor,capability,x,s\na,1,30 [10..20],1\nb,1,2,3\n",
     "t.csv:2:5: x: 30 is outside its range 10 to 20"},
    {"a scale without an end", "actor,capability,x [0],s\na,1,1,2\n",
     "t.csv:1:18: the scale of issue 'x [0]' must be written [LOW..HIGH]"},
    {"a scale of one point", "actor,capability,x [3..3],s\na,1,1,2\n",
     "t.csv:1:18: the scale of issue 'x [3..3]' must be written [LOW..HIGH]"},
    {"an issue twice", "actor,capability,x,s,x,t\na,1,1,2,1,2\n",
     "t.csv:1:22: issue 'x' is named twice"},
    {"an issue that has a scale and no name", "actor,capability,[0..9],s\na,1,1,2\n",
     "t.csv:1:18: issue '' has no name"},
    {"an actor without a name", "actor,capability,x,s\n,1,1,2\nb,1,2,3\n",
     "t.csv:2:1: an actor's name must have 1 to 120 letters"},
    {"salience below nothing", "actor,capability,x,s\na,1,1,-2\nb,1,2,3\n",
     "t.csv:2:1: salience of 'a' on 'x' is -2, must be 0 to 100 (or 0 to 1 throughout)"},
    {"salience above the whole", "actor,capability,x,s\na,1,1,2\nb,1,2,300\n",
     "t.csv:3:1: salience of 'b' on 'x' is 300, must be 0 to 100 (or 0 to 1 throughout)"},
    {"position below the scale", "actor,capability,x,s\na,1,-1,2\nb,1,2,3\n",
     "t.csv:2:1: position of 'a' on 'x' is -1, must be within 0 and 100; another scale is given "
     "with the issue's name: 'x [LOW..HIGH]'"},
    {"no actors", "actor,capability,x,s\n", "t.csv: 0 actors; bargaining takes 2 or more"},
    {"semicolons", "actor;capability;x;s\na;1;1;2\n",
     "t.csv:1:1: fields are separated by semicolons, must be by commas"},
    {"too few fields", "actor,capability,x,s\na,1,1\n", "t.csv:2:1: 3 fields, the header has 4"},
    {"range the wrong way", "actor,capability,x,s\na,1,9..3,1\nb,1,2,3\n",
     "t.csv:2:5: x is '9..3', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"value outside its range", "actor,capability,x,s\na,1,9 [10..20],1\nb,1,2,3\n",
     "t.csv:2:5: x: 9 is outside its range 10 to 20"},
    {"open quote", "actor,capability,x,s\n\"a,1,9,1\n",
     "t.csv:2: a quote is opened and not closed"},
    {"not UTF-8", "actor,capability,x,s\n\xe9,1,9,1\n",
     "t.csv: byte 22 is not UTF-8; save the table as UTF-8"},
    {"no issues",
     "<Scenario><Actors><Actor><name>a</name><capability>1</capability></Actor><Actor>"
     "<name>b</name><capability>2</capability></Actor></Actors></Scenario>",
     "t.csv: 0 issues; bargaining takes 1 or more"},
    {"broken XML", "<Scenario><name>x</Scenario>", "t.csv:1:20: mismatched tag"},
    {"unknown actor in #D", "#A;x;X\n#P;i;I\n#D;y;i;1;1;1\n", "t.csv:3:4: there is no actor 'y'"},
    {"counts that do not fit", "Demo,two,3,1\nActor,Description,Power,P,S\na,,1,2,3\n",
     "t.csv:1:10: 3 actors are announced, 1 follow"},
};

static void
test_bad(void)
{
    char message[1024];

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct bh_table *t = read_table(bad[i].text, message);

        bh_expect_text(bad[i].name, message, bad[i].message);
        bh_table_free(t);
    }
    struct bh_table *table = NULL;
    struct bh_err err;
    static const char wide[] = "\xff\xfe" "a\0c\0";
    bh_expect(bh_table_read_text("t", wide, sizeof wide, &table, &err) == BH_EINPUT &&
                  strcmp(err.text, "t: the text is UTF-16 or binary, must be UTF-8") == 0,
              "UTF-16 is told");
    char *many = malloc(400000);
    size_t n = (size_t) sprintf(many, "actor,capability,x,s\n");
    for (int i = 0; i < 10000; i++) {
        n += (size_t) sprintf(many + n, "a%d,1,%d,1\n", i, i % 100);
    }
    bh_expect(bh_table_read_text("t", many, n, &table, &err) == BH_ELIMIT &&
                  strcmp(err.text, "t:1002: more than 1000 actors") == 0,
              "ten thousand actors are too many (%s)", err.text);
    free(many);
}

/** All agree: nothing moves, in any model. */
static void
test_agreement(void)
{
    static const char *const models[] = {"spatial", "challenge"};
    char message[1024];
    struct bh_table *t =
        read_table("actor,capability,x,s\na,1,40,2\nb,3,40,1\nc,2,40,1\n", message);
    struct bh_err err;

    bh_expect(t != NULL && t->n_remarks == 1, "all positions equal is a remark");
    for (size_t i = 0; i < 2; i++) {
        const struct bh_negotiation_settings how = {.model = models[i], .exact = true};
        struct bh_negotiation *n = NULL;

        bh_expect(bh_negotiation_run(t, &how, &n, &err) == BH_OK && n->n_encounters == 0 &&
                      fabs(n->forecast[BH_FORECAST_CHOICE].value - 40) < 1e-12 &&
                      fabs(n->forecast[BH_FORECAST_PATH_MEAN].value - 40) < 1e-12,
                  "%s: where all agree nobody is challenged and 40 it is", models[i]);
        bh_negotiation_free(n);
    }
    bh_table_free(t);
}

int
main(void)
{
    test_good();
    test_bad();
    test_agreement();
    return bh_finish();
}
