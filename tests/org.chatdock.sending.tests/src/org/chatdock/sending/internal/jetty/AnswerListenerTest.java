// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.nio.channels.ClosedChannelException;

import org.chatdock.sending.internal.wire.SendCall;
import org.chatdock.sending.internal.wire.SendCall.Reply;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.junit.jupiter.api.Test;

/** Whether a request may have left that has failed with a word that says nothing. */
class AnswerListenerTest {
    private String told = "";
    private final AnswerListener listener = new AnswerListener(new SendCall.Progress() {
        @Override
        public void answered(Reply reply) {
            told += "answered ";
        }

        @Override
        public void notReached(Throwable cause) {
            told += "not reached ";
        }

        @Override
        public void lost(Throwable cause) {
            told += "lost ";
        }
    });

    private String failed() {
        listener.failed(new ClosedChannelException());
        listener.failed(new ClosedChannelException());
        return told;
    }

    /** On a connection with that cipher suite; null: without TLS. */
    private void leaves(String suite) {
        Connection connection = fake(Connection.class,
                suite == null ? null : SslSessionData.from(null, null, suite, null));
        listener.leaves(fake(Request.class, connection));
    }

    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> answer));
    }

    @Test
    void beforeItHasBegunItIsNotReached() {
        assertEquals("not reached ", failed());
    }

    @Test
    void withoutTlsItMayHaveLeft() {
        leaves(null);

        assertEquals("lost ", failed());
    }

    @Test
    void duringTheHandshakeItHasNotLeft() {
        leaves("SSL_NULL_WITH_NULL_NULL");

        assertEquals("not reached ", failed());
    }

    @Test
    void afterTheHandshakeItMayHaveLeft() {
        leaves("TLS_AES_256_GCM_SHA384");

        assertEquals("lost ", failed());
    }

    @Test
    void onAConnectionThatNobodyKnowsItMayHaveLeft() {
        listener.leaves(fake(Request.class, null));

        assertEquals("lost ", failed());
    }

    @Test
    void onAConnectionThatCannotSayItMayHaveLeft() {
        // Not what it must give: the call fails.
        listener.leaves(fake(Request.class, fake(Connection.class, "no session")));

        assertEquals("lost ", failed());
    }
}
