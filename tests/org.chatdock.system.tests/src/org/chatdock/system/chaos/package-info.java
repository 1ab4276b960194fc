// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * What {@link org.chatdock.system.HandlerBundle} packs into bundles of strangers. Nothing of it but {@code Activator}'s
 * headers is known to the tests, and no class of it is ever loaded by the bundle of the tests.
 */
package org.chatdock.system.chaos;
