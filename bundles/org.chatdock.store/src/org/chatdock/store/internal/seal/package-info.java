// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Keys and ciphers for what the store writes; knows bytes, and nothing of messages or tables. What protects whom is in
 * {@code releng/decisions/0013-encryption.md}. Any thread may use any of it.
 */
package org.chatdock.store.internal.seal;
