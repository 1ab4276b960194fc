// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;

import org.chatdock.sending.internal.call.CallOptions;
import org.chatdock.sending.internal.outbox.OutboxOptions;
import org.chatdock.sending.internal.quota.ReplyRules;
import org.junit.jupiter.api.Test;

class SendingOptionsTest {
    private static void refused(Configured configured, String... parts) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, configured::options);
        for (String part : parts) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
        assertFalse(refused.getMessage().contains(RecordedLog.SECRET), refused.getMessage());
    }

    @Test
    void theDefaultsAreTheSeeds() {
        SendingOptions seeds = new SendingOptions(URI.create("https://host/x?y=1"), "POST",
                new CallOptions(false, "corpid", "token", Duration.ofSeconds(5), Duration.ofSeconds(15)), "",
                new OutboxOptions(Duration.ofSeconds(15), Duration.ofMinutes(60), Duration.ofSeconds(10), "", "",
                        new ReplyRules(Duration.ZERO, 0)));

        assertEquals(seeds, Configured.with(" https://host/x?y=1 ").options());
    }

    @Test
    void withoutAnAddressNothingIsConfigured() {
        assertFalse(Configured.with(" ").options().isConfigured());
    }

    @Test
    void aWrongAddressIsNamedWithoutItsSecrets() {
        for (String wrong : new String[] { "host/path", "ftp://host/", "http:///path", "http://", "http:host",
                "http://ho st/", "http://host:99999/" }) {
            refused(Configured.with(wrong), "apiUrl is \"" + wrong + "\"", "must be an http or https address");
        }
        refused(Configured.with("http://user:s3cret@host/x"), "\"http://host/x\"");
        refused(Configured.with("htp://host/x?token=s3cret"), "\"htp://host/x\"");
        refused(Configured.with("http://host/x#s3cret"), "\"http://host/x\"");
    }

    @Test
    void otherWrongValuesAreNamed() {
        refused(Configured.with("").and("method", "PO ST"), "method is \"PO ST\"");
        refused(Configured.with("").and("method", ""), "method");
        refused(Configured.with("").and("credentialsIn", "BODY"), "credentialsIn is \"BODY\"", "HEADER or QUERY");
        refused(Configured.with("").and("corpParameterName", "a:b"), "corpParameterName");
        refused(Configured.with("").and("tokenParameterName", "a\r\nb"), "tokenParameterName");
        refused(Configured.with("").and("connectTimeoutMillis", 0), "connectTimeoutMillis is \"0\"");
        refused(Configured.with("").and("answerTimeoutMillis", 600_001), "answerTimeoutMillis");
        refused(Configured.with("").and("expireAfterMinutes", -1), "expireAfterMinutes is \"-1\"", "from 0 to");
        refused(Configured.with("").and("settleSeconds", 0), "settleSeconds is \"0\"", "from 1 to 600");
        refused(Configured.with("").and("idempotencyHeader", "a b"), "idempotencyHeader is \"a b\"");
        refused(Configured.with("").and("idempotencyField", "To"), "idempotencyField is \"To\"", "already");
        refused(Configured.with("").and("replyWindowHours", 9999), "replyWindowHours is \"9999\"");
        refused(Configured.with("").and("replyQuota", -1), "replyQuota is \"-1\"");
    }
}
