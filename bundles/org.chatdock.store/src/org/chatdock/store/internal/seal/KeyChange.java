// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

/**
 * A change of the keys that takes effect when the file says so.
 *
 * @param state what the file is to say of its keys
 * @param kept to be run once that is in the file for good; if it is not run, nothing has changed
 */
public record KeyChange(byte[] state, Runnable kept) {
}
