// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;
import org.osgi.framework.InvalidSyntaxException;

class MatchingTest {
    private static final Message ORDER = Messages.builder("ann", "m1").type("order").to("corp_lin").extra("vip", true)
            .extra("amount", 150).extra("big", new BigInteger("92233720368547758079")).extra("tags", List.of("a", "b"))
            .extra("nothing", null).extra("object", Map.of("key", "value")).extra("text", "a*b|ü 新").build();

    private static boolean accepts(Map<String, Object> properties) {
        try {
            return Matching.of(Fakes.reference(1, 0, properties)).accepts(ORDER, new MessageFields(ORDER));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertFilter(boolean expected, String filter) {
        assertEquals(expected, accepts(Map.of(MessageHandler.FILTER, filter)), filter);
    }

    @Test
    void withoutPropertiesAllIsAccepted() {
        assertEquals(true, accepts(Map.of()));
        assertEquals(true, accepts(Map.of(MessageHandler.TYPES, new String[0], MessageHandler.FILTER, "")));
    }

    @Test
    void oneOfTheTypesHasToFit() {
        for (Object fits : List.of("order", new String[] { "text", "order" }, List.of("order"))) {
            assertEquals(true, accepts(Map.of(MessageHandler.TYPES, fits)));
        }
        for (Object fitsNot : List.of("text", "Order", new String[] { "text", "" }, List.of("orders"))) {
            assertEquals(false, accepts(Map.of(MessageHandler.TYPES, fitsNot)));
        }
    }

    @Test
    void allThatIsGivenHasToHold() {
        Map<String, Object> all = new HashMap<>(Map.of(MessageHandler.TYPES, "order", MessageHandler.SENDER_TYPES,
                "user", MessageHandler.FILTER, "(vip=true)"));
        assertEquals(true, accepts(all));
        for (String key : List.copyOf(all.keySet())) {
            Object right = all.put(key, key.equals(MessageHandler.FILTER) ? "(vip=false)" : "other");
            assertEquals(false, accepts(all), key);
            all.put(key, right);
        }
    }

    @Test
    void aFilterSeesTheNamedFields() {
        for (String filter : Arrays.asList("(MsgType=order)", "(FromType=user)", "(From=ann)", "(To=corp_*)",
                "(GroupId=ann)", "(&(MsgType=order)(!(From=bob)))")) {
            assertFilter(true, filter);
        }
        for (String filter : Arrays.asList("(MsgType=text)", "(msgtype=order)", "(Content=*)", "(From=An*)")) {
            assertFilter(false, filter);
        }
    }

    @Test
    void aFilterSeesTheExtraFieldsAsWhatTheyAre() {
        for (String filter : Arrays.asList("(vip=true)", "(amount>=100)", "(amount<=150)", "(tags=b)",
                "(big=92233720368547758079)", "(text=a\\*b|*)", "(text=*新)", "(vip=*)")) {
            assertFilter(true, filter);
        }
        for (String filter : Arrays.asList("(amount>=1000)", "(tags=c)", "(nothing=*)", "(object=*)", "(missing=*)",
                "(amount=many)")) {
            assertFilter(false, filter);
        }
    }

    @Test
    void aFilterThatCannotBeReadIsNone() {
        assertThrows(InvalidSyntaxException.class,
                () -> Matching.of(Fakes.reference(1, 0, Map.of(MessageHandler.FILTER, "(MsgType=order"))));
    }

    @Test
    void theViewOfAMessageIsAMapLikeAnyOther() {
        MessageFields fields = new MessageFields(ORDER);

        assertEquals(12, fields.size());
        assertEquals("order", new HashMap<>(fields).get("MsgType"));
        assertEquals(true, fields.containsKey("vip"));
        assertEquals(false, fields.containsKey("nothing"));
    }
}
