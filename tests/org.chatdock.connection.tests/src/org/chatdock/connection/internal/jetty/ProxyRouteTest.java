// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class ProxyRouteTest {
    @Test
    void theThreeKindsAreUnderstood() {
        assertEquals(new ProxyRoute(ProxyRoute.Kind.HTTP, "proxy", 3128, "", ""),
                ProxyRoute.parse(" HTTP://proxy:3128/ "));
        assertEquals(new ProxyRoute(ProxyRoute.Kind.SOCKS4, "10.0.0.1", 1080, "", ""),
                ProxyRoute.parse("socks4://10.0.0.1:1080"));
        assertEquals(new ProxyRoute(ProxyRoute.Kind.SOCKS5, "::1", 1080, "", ""),
                ProxyRoute.parse("socks5://[::1]:1080"));
    }

    @Test
    void anythingElseIsRefusedWithTheRightForm() {
        for (String text : List.of("", "proxy:3128", "http://proxy", "https://proxy:1", "http://proxy:0",
                "http://proxy:65536", "http://:1", "http://proxy:1/path", "http://proxy:1?x", "socks://proxy:1",
                "http://lin:s3cret@proxy:1", "http://a b:1")) {
            String message = assertThrows(IllegalArgumentException.class, () -> ProxyRoute.parse(text), text)
                    .getMessage();
            assertTrue(message.contains("write http://host:port"), message);
            assertFalse(message.contains("s3cret"), message);
        }
    }

    @Test
    void credentialsThatTheProtocolCannotCarryAreRefused() {
        String long256 = "x".repeat(256);
        ProxyRoute socks5 = ProxyRoute.parse("socks5://proxy:1");
        assertThrows(IllegalArgumentException.class, () -> socks5.as(long256, ""));
        assertThrows(IllegalArgumentException.class, () -> socks5.as("lin", long256));
        assertThrows(IllegalArgumentException.class, () -> ProxyRoute.parse("http://proxy:1").as("a:b", ""));
        assertThrows(IllegalArgumentException.class, () -> ProxyRoute.parse("socks4://proxy:1").as("a\0b", ""));
        socks5.as(long256.substring(1), long256.substring(1));
    }

    @Test
    void userAndPasswordStayOutOfTheText() {
        assertEquals("HTTP proxy:3128", ProxyRoute.parse("http://proxy:3128").as("lin", "s3cret").toString());
    }
}
