// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

/** What may stand in the places of a text. */
@FunctionalInterface
public interface Fields {
    /** The value of a field; empty if nobody knows it. */
    String value(String field);
}
