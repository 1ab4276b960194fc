// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

import org.chatdock.api.dispatch.HandlesMessage;
import org.chatdock.api.dispatch.MessageHandler;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HandlesMessageTest {
    /** Of the component description that the build has written: text of arrays, values of others, by name. */
    private static Map<String, String> properties() throws Exception {
        Map<String, String> properties = new HashMap<>();
        try (InputStream xml = BigOrders.class.getResourceAsStream("/OSGI-INF/" + BigOrders.class.getName() + ".xml")) {
            assertNotNull(xml, "no component description");
            NodeList all = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml)
                    .getElementsByTagName("property");
            for (int i = 0; i < all.getLength(); i++) {
                Element property = (Element) all.item(i);
                String value = property.hasAttribute("value") ? property.getAttribute("value")
                        : String.join(",", property.getTextContent().strip().split("\\s+"));
                properties.put(property.getAttribute("name"), value);
            }
        }
        return properties;
    }

    @Test
    void theAnnotationBecomesTheServicePropertiesThatTheDispatcherReads() throws Exception {
        assertEquals(Map.of(MessageHandler.TYPES, "order,invoice", MessageHandler.SENDER_TYPES, "user",
                MessageHandler.FILTER, "(amount>=100)", MessageHandler.EXCLUSIVE, "true", MessageHandler.FALLBACK,
                "false"), properties());
    }

    @Test
    void whatIsNotGivenMeansAll() throws Exception {
        Map<String, Object> defaults = new HashMap<>();
        for (String method : List.of("types", "senderTypes", "filter", "exclusive", "fallback")) {
            defaults.put(HandlesMessage.PREFIX_ + method, HandlesMessage.class.getMethod(method).getDefaultValue());
        }

        Candidate candidate = Candidate.read(Fakes.reference(1, 0, defaults), new BigOrders(), null,
                new Conduct(1, 1, 1), 60_000);

        assertEquals(Matching.ALL, candidate.handler().matching());
        assertEquals(false, candidate.handler().exclusive());
        assertEquals(false, candidate.handler().fallback());
    }
}
