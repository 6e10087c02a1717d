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
    {"an actor whose name does not come first",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><capability>"
     "1</capability><name>a</name></Actor></Actors></Scenario>",
     "t.csv:1:80: an actor's name must come first"},
    {"an actor without capability",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name><Position>"
     "<dCoord>20</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor><Actor><name>"
     "b</name><capability>1</capability><Position><dCoord>30</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor></Actors></Scenario>",
     "t.csv:1:74: actor 'a' has no capability, 1 positions and 1 saliences, must have one "
     "capability and 1 of each"},
    {"an actor without a position",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Salience><dSal>50</dSal></Salience></Actor><Actor><name>"
     "b</name><capability>1</capability><Position><dCoord>30</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor></Actors></Scenario>",
     "t.csv:1:74: actor 'a' has a capability, 0 positions and 1 saliences, must have one "
     "capability and 1 of each"},
    {"an actor without a salience",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>20</dCoord></Position></Actor><Actor><name>"
     "b</name><capability>1</capability><Position><dCoord>30</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor></Actors></Scenario>",
     "t.csv:1:74: actor 'a' has a capability, 1 positions and 0 saliences, must have one "
     "capability and 1 of each"},
    {"a capability in words",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>one</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "</Scenario>",
     "t.csv:1:96: capability is 'one', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"a coordinate in words",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>near</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "</Scenario>",
     "t.csv:1:129: position is 'near', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"an adjustment of nobody",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "<iaPair><adjustingIdeal>z</adjustingIdeal><referencePos>a</referencePos><adjust>"
     "0.5</adjust></iaPair></Scenario>",
     "t.csv:1:414: there is no actor 'z'"},
    {"an adjustment towards nobody",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "<iaPair><adjustingIdeal>a</adjustingIdeal><referencePos>z</referencePos><adjust>"
     "0.5</adjust></iaPair></Scenario>",
     "t.csv:1:414: there is no actor 'z'"},
    {"an adjustment below nothing",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "<iaPair><adjustingIdeal>a</adjustingIdeal><referencePos>b</referencePos><adjust>"
     "-0.5</adjust></iaPair></Scenario>",
     "t.csv:1:415: adjust is -0.5, must be 0 to 1"},
    {"an adjustment by more than the whole",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "<iaPair><adjustingIdeal>a</adjustingIdeal><referencePos>b</referencePos><adjust>"
     "1.5</adjust></iaPair></Scenario>",
     "t.csv:1:414: adjust is 1.5, must be 0 to 1"},
    {"an adjustment in words",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "<iaPair><adjustingIdeal>a</adjustingIdeal><referencePos>b</referencePos><adjust>"
     "half</adjust></iaPair></Scenario>",
     "t.csv:1:415: adjust is 'half', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"adjustments that add up to more",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "<iaPair><adjustingIdeal>a</adjustingIdeal><referencePos>b</referencePos><adjust>"
     "0.5</adjust></iaPair></Scenario>",
     "t.csv:1:74: adjustments of the ideal of 'a' add up to 1.5, at most 1"},
    {"adjustments before the actors",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><iaPair><adjustingIdeal>"
     "a</adjustingIdeal><referencePos>b</referencePos><adjust>0.5</adjust></iaPair><Actors>"
     "<Actor><name>a</name><capability>1</capability><Position><dCoord>20</dCoord></Position>"
     "<Salience><dSal>50</dSal></Salience></Actor><Actor><name>b</name><capability>"
     "1</capability><Position><dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience>"
     "</Actor></Actors></Scenario>",
     "t.csv:1:135: there is no actor 'a'"},
    {"an actor after adjustments",
     "<Scenario><Dimensions><dName>d</dName></Dimensions><Actors><Actor><name>a</name>"
     "<capability>1</capability><Position><dCoord>20</dCoord></Position><Salience><dSal>"
     "50</dSal></Salience></Actor><Actor><name>b</name><capability>1</capability><Position>"
     "<dCoord>30</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors>"
     "<iaPair><adjustingIdeal>a</adjustingIdeal><referencePos>a</referencePos><adjust>1</adjust>"
     "</iaPair><Actors><Actor><name>c</name><capability>1</capability><Position><dCoord>"
     "20</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor></Actors></Scenario>",
     "t.csv:1:452: an actor comes after adjustments of ideals, must come before"},
    {"#M of an unknown issue",
     "#A;x\n#P;i\n#M;k;1;low\n",
     "t.csv:3:4: there is no issue 'k'"},
    {"#M of two fields",
     "#A;x\n#P;i\n#M;i\n",
     "t.csv:3:1: #M has 2 fields, must have 3"},
    {"#M of a word",
     "#A;x\n#P;i\n#M;i;far;low\n",
     "t.csv:3:6: position is 'far', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"#D of an unknown issue",
     "#A;x\n#P;i\n#D;x;k;1;1;1\n",
     "t.csv:3:6: there is no issue 'k'"},
    {"#D of five fields",
     "#A;x\n#P;i\n#D;x;i;1;1\n",
     "t.csv:3:1: #D has 5 fields, must have 6"},
    {"#D with a position in words",
     "#A;x\n#P;i\n#D;x;i;far;1;1\n",
     "t.csv:3:8: position is 'far', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"#D with a salience in words",
     "#A;x\n#P;i\n#D;x;i;1;much;1\n",
     "t.csv:3:10: salience is 'much', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"#D with a power in words",
     "#A;x\n#P;i\n#D;x;i;1;1;much\n",
     "t.csv:3:12: power is 'much', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"an actor of two powers",
     "#A;x\n#A;y\n#P;i\n#P;k\n#D;x;i;1;1;1\n#D;x;k;1;1;2\n",
     "t.csv:6:12: power of 'x' is 2 here and 1 elsewhere; an actor has one"},
    {"#A without a name",
     "#A\n",
     "t.csv:1:1: the first column is '#A', must be 'actor'"},
    {"#P without a name",
     "#P\n",
     "t.csv:1:1: the first column is '#P', must be 'actor'"},
    {"an issue twice in #P",
     "#P;i\n#P;i\n",
     "t.csv:2:4: issue 'i' is named twice"},
    {"tabs",
     "actor\tcapability\tx\ts\na\t1\t1\t2\n",
     "t.csv:1:1: fields are separated by tabs, must be by commas"},
    {"another first column",
     "person,capability,x,s\na,1,1,2\n",
     "t.csv:1:1: the first column is 'person', must be 'actor'"},
    {"KTAB's head alone",
     "Demo,two,2,1\n",
     "t.csv:1:1: the first column is 'Demo', must be 'actor'"},
    {"KTAB's count in words",
     "Demo,two,many,1\nActor,Description,Power,P,S\na,,1,2,3\n",
     "t.csv:1:1: the first column is 'Demo', must be 'actor'"},
    {"a bound of no column",
     "actor,capability,x,y_low,s\na,1,1,2,3\n",
     "t.csv:1:20: column 'y_low' bounds a column 'y' that is not there"},
    {"a lower bound above",
     "actor,capability,x,x_low,s\na,1,50,60,3\nb,1,2,,3\n",
     "t.csv:2:8: x_low is 60, and the value is 50"},
    {"an upper bound below",
     "actor,capability,x,x high,s\na,1,50,40,3\nb,1,2,,3\n",
     "t.csv:2:8: x high is 40, and the value is 50"},
    {"a bound in words",
     "actor,capability,x,x_low,s\na,1,50,few,3\nb,1,2,,3\n",
     "t.csv:2:8: x_low is 'few', must be a number, LOW..HIGH or VALUE [LOW..HIGH]"},
    {"no issue in CSV",
     "actor,capability\na,1\nb,2\n",
     "t.csv:1: no issue: a position and a salience column are wanted"},
    {"a name of 121 letters",
     "actor,capability,x,s\nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
     "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn,1,1,2\nb,1,2,3\n",
     "t.csv:2:1: an actor's name must have 1 to 120 letters"},
    {"a scale of a long number",
     "actor,capability,x [1111111111111111111111111111111111111111111111111111111111111111111111"
     "..2],s\na,1,1,2\n",
     "t.csv:1:18: the scale of issue 'x [1111111111111111111111111111111111111111111111111111111"
     "111111111111111..2]' must be written [LOW..HIGH]"},
    {"counts that do not fit", "Demo,two,3,1\nActor,Description,Power,P,S\na,,1,2,3\n",
     "t.csv:1:10: 3 actors are announced, 1 follow"},
};

/** Tables wider than any may be. */
static void
test_too_many(void)
{
    char columns[4000] = "actor,capability", issues[4000] = "actor,capability", message[1024];
    char xml[4000] = "<Scenario><Actors><Actor><name>a</name><Position>\n";

    for (int i = 0; i < 255; i++) {
        sprintf(columns + strlen(columns), ",c%d", i);
    }
    for (int i = 0; i < 33; i++) {
        sprintf(issues + strlen(issues), ",i%d,s%d", i, i);
        strcat(xml, "<dCoord>20</dCoord>\n");
    }
    bh_table_free(read_table(strcat(columns, "\n"), message));
    bh_expect_text("257 columns", message, "t.csv:1: 257 columns, at most 256");
    bh_table_free(read_table(strcat(issues, "\n"), message));
    bh_expect_text("33 issues", message, "t.csv: more than 32 issues");
    bh_table_free(read_table(strcat(xml, "</Position></Actor></Actors></Scenario>"), message));
    bh_expect_text("33 coordinates", message, "t.csv:34:11: more than 32 of position");
}

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
    test_too_many();
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

#define GATE(text)                                                                                 \
    "'" text "' must be ISSUE=VALUE with an issue of the table, such as 'x=100', and wants draws"

/** Settings of a negotiation that do not fit. */
static void
test_options(void)
{
    static const struct {
        struct bh_negotiation_settings how;
        const char *set, *message;
    } rows[] = {
        {{.model = "chess"}, NULL, "model is 'chess', must be spatial or challenge"},
        {{.rounds = 1000000}, NULL, "1000000 rounds, at most 100"},
        {{0}, "VotingRule", "'VotingRule' must be NAME=VALUE"},
        {{0}, "Colour=Red", "the spatial model has no option 'Colour'"},
        {{.model = "challenge"}, "Q=much", "Q is 'much', must be a number from 0 to 1"},
        {{.model = "challenge"}, "Colour=Red",
         "the challenge model has no option 'Colour'; it has Form and Q"},
        {{.draws = 2000000000}, NULL, "2000000000 draws, at most 1000000"},
        {{.at_least = "50"}, NULL, GATE("50")}, /* of two issues */
        {{.at_least = "z=50"}, NULL, GATE("z=50")},
        {{.at_least = "xx=50"}, NULL, GATE("xx=50")},
        {{.at_least = "x="}, NULL, GATE("x=")},
        {{.at_least = "x=50m"}, NULL, GATE("x=50m")},
        {{.at_least = "x=50", .exact = true}, NULL, GATE("x=50")},
    };
    char message[1024];
    struct bh_table *t =
        read_table("actor,capability,x,s,y,t\na,1,40,2,3,4\nb,3,50,1,5,6\n", message);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bh_negotiation_settings how = rows[i].how;
        struct bh_negotiation *n = NULL;
        struct bh_err err = {BH_OK, ""};

        how.set = &rows[i].set;
        how.n_set = rows[i].set != NULL;
        bh_expect(bh_negotiation_run(t, &how, &n, &err) != BH_OK, "%s is refused",
                  rows[i].message);
        bh_expect_text("and why", err.text, rows[i].message);
    }
    bh_table_free(t);
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
    test_options();
    test_agreement();
    return bh_finish();
}
