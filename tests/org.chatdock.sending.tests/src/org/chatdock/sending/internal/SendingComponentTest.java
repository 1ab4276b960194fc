// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import static org.chatdock.sending.internal.Bench.ANN;
import static org.chatdock.sending.internal.Bench.TEXT;
import static org.chatdock.sending.internal.Bench.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendOutcome.Refused;
import org.chatdock.api.sending.SendOutcome.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendingComponentTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final RecordedStore store = new RecordedStore();

    private SendingComponent component(Configured configured) {
        return new SendingComponent(configured.configuration(), store, new KeptEntries(store), log.logger());
    }

    private static SendOutcome send(SendingComponent component, String text) throws Exception {
        return await(component.send(Outgoing.text(ANN, text)));
    }

    @Test
    void sendsWithWhoeverIsSignedInNow() throws Exception {
        try (Gateway gateway = new Gateway()) {
            SendingComponent component = component(Configured.with(gateway.url("/")));
            component.start();
            assertEquals(new Refused(Reason.NOT_CONFIGURED, ""), send(component, TEXT));

            component.bindSignIn(Bench.of(new Credentials("corp", "agent", RecordedLog.SECRET)));

            assertInstanceOf(Sent.class, send(component, TEXT));
            component.stop();
            assertEquals(new Refused(Reason.NOT_STORED, ""), send(component, TEXT));
        }
    }

    @Test
    void withoutAnAddressItSaysSo() throws Exception {
        SendingComponent component = component(Configured.with(""));
        component.start();

        assertEquals(new Refused(Reason.NOT_CONFIGURED, ""), send(component, TEXT));
        assertEquals(new Refused(Reason.EMPTY, ""), send(component, "\u00A0"));

        component.stop();
    }

    @Test
    void aWrongAddressIsOneClearLineInTheLog() throws Exception {
        SendingComponent component = component(Configured.with("htp://host/x?token=" + RecordedLog.SECRET));
        component.start();

        assertEquals(new Refused(Reason.NOT_CONFIGURED, ""), send(component, TEXT));

        log.expectError("apiUrl is \"htp://host/x\"", "must be an http or https address",
                "Nothing can be sent until that is corrected.");
        component.stop();
    }
}
