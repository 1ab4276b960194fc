// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.chatdock.api.connection.Credentials;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static final Credentials ANN = new Credentials("co rp", "a/n&n", "s3cret+=");

    private static String uri(String gatewayUrl, String credentialsIn) {
        return Endpoint.of(gatewayUrl, credentialsIn).uri(ANN).toString();
    }

    @Test
    void whatIsNoAddressOfAGatewayIsRefusedWithTheWayOut() {
        for (String wrong : List.of("", "gateway", "http://gateway/", "gateway.example:8080/ws", "ws://", "ws:///path",
                "ws:gateway", "ws://gateway/ws#top", "ws://gate way/", "mailto:a@b", "//gateway/")) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                    () -> Endpoint.of(wrong, "HEADER"), wrong);

            assertTrue(refused.getMessage().endsWith(
                    "is not the address of a gateway; write ws://host:port/path or wss://host:port/path."),
                    refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Endpoint.of(null, "HEADER"));
    }

    @Test
    void anUnknownPlaceOfTheCredentialsIsRefusedWithTheWayOut() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> Endpoint.of("ws://gateway/", "COOKIE"));

        assertEquals("credentialsIn is 'COOKIE'; write HEADER or QUERY.", refused.getMessage());
    }

    @Test
    void anAddressIsTakenWhateverItsCaseAndTheSpacesAroundIt() {
        assertEquals("WSS://gateway:8443/x", uri("  WSS://gateway:8443/x ", "header"));
    }

    @Test
    void placeHoldersAreReplacedAndEncodedForAPath() {
        assertEquals("ws://gateway/co%20rp/a%2Fn%26n/co%20rp",
                uri("ws://gateway/{corpId}/{userId}/{corpId}", "HEADER"));
    }

    @Test
    void credentialsInTheQueryAreEncodedAndJoinWhatIsThere() {
        String query = "corpid=co%20rp&userid=a%2Fn%26n&token=s3cret%2B%3D";

        assertEquals("ws://gateway/ws?" + query, uri("ws://gateway/ws", "QUERY"));
        assertEquals("ws://gateway/ws?v=1&" + query, uri("ws://gateway/ws?v=1", "query"));
        assertEquals(Map.of(), Endpoint.of("ws://gateway/ws", "QUERY").headers(ANN));
    }

    @Test
    void credentialsInHeadersStayOutOfTheAddressAndEmptyOnesAreLeftOut() {
        Endpoint endpoint = Endpoint.of("ws://gateway/ws", "HEADER");

        Credentials plain = new Credentials("corp", "a/n&n", "s3cret+=");
        assertEquals("ws://gateway/ws", endpoint.uri(plain).toString());
        assertEquals(List.of("corpid", "userid", "token"), List.copyOf(endpoint.headers(plain).keySet()));
        assertEquals("s3cret+=", endpoint.headers(plain).get("token"));
        assertEquals(Map.of("userid", "ann"), endpoint.headers(new Credentials("", "ann", "")));
        assertEquals(Map.of(), endpoint.headers(Credentials.NONE));
    }

    @Test
    void theTextHasNeitherQueryNorFragmentNorUserPart() {
        assertEquals("ws://gateway/{corpId}", Endpoint.of("ws://gateway/{corpId}?key=s3cret", "QUERY").toString());
        assertEquals("ws://gateway/a@b", Endpoint.of("ws://me:s3cret@gateway/a@b", "HEADER").toString());
    }

    @Test
    void whatAHeaderCannotCarryIsRefusedByNameAndGoesByTheQuery() {
        for (String wrong : List.of(" s3cret", "s3cret ", "s3\r\ncret", "s3\u00e9cret", "\u4f60")) {
            Credentials odd = new Credentials("corp", "ann", wrong);

            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                    () -> Endpoint.of("ws://gateway/", "HEADER").headers(odd));

            assertEquals("The token begins or ends with a blank, or holds characters that a header cannot carry; set "
                    + "credentialsIn to QUERY, or sign in with another one.", refused.getMessage());
            assertTrue(Endpoint.of("ws://gateway/", "QUERY").headers(odd).isEmpty());
        }
    }

    @Test
    void theRefusalOfAnAddressShowsNoPasswordEither() {
        for (String wrong : List.of("http://me:s3cret@gateway/", "ws://me:s3@s3cret@gateway/", "me:s3cret@gateway",
                "http://gateway/?token=s3cret", "ws:///?a\n&token=s3cret")) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                    () -> Endpoint.of(wrong, "HEADER"), wrong);

            assertFalse(refused.getMessage().contains("s3cret"), refused.getMessage());
        }
    }
}
