// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guest;

import java.time.Duration;

/**
 * How a contribution fares, since its service came.
 *
 * @param id its service id
 * @param name the class of the service, without its package
 * @param bundle the symbolic name of its bundle
 * @param quarantined whether it is left alone for a while because it has failed too often
 * @param calls how often it was asked to do something; questions of taste, such as which message it suits, do not count
 * @param failures how often it threw, took too long or gave nothing
 * @param mean how long a call took, on average
 * @param p95 what 95 of 100 calls did not exceed, of the last 256
 * @param lastError the class of what it threw last, or what else went wrong in a word or two; empty if nothing did
 */
public record GuestHealth(Kind kind, long id, String name, String bundle, boolean quarantined, long calls,
        long failures, Duration mean, Duration p95, String lastError) {
}
