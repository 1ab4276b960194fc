// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.customer;

import java.util.Map;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a CRM knows of a customer, for the placeholders of quick replies. A whiteboard service; where two know the same
 * field, the highest ranking wins.
 */
@ConsumerType
public interface CustomerFields {
    /**
     * Field names, such as {@code order.number}, and what is to be written in their places. Called on the UI thread when
     * a quick reply is chosen: answer from memory, at once. What it throws is logged and counts as empty.
     *
     * @return never null, empty for a customer who is not known; a field with an empty value counts as unknown
     */
    Map<String, String> fields(ConversationId conversation);
}
