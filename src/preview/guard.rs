//! Who may ask: a request must name this server as its host, and what is not a page must not be asked for by another site.
//!
//! A page of a stranger can make its own name point at this machine and then ask as if it were at home (DNS rebinding);
//! the browser still says that name in `Host`. An address in numbers cannot be rebound.

use hyper::header::{HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::http::uri::Authority;
use std::net::{IpAddr, SocketAddr};

/// The names under which the server may be asked.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    address: SocketAddr,
    /// The name that it was started with.
    name: String,
}

impl Guard {
    /// The guard of a server at `address` that was started with the name `name`.
    pub(super) fn new(address: SocketAddr, name: &str) -> Self {
        Self { address, name: name.to_ascii_lowercase() }
    }

    /// Whether a request is meant for this server: it has one host, which is ours, as is the one in its target if it has one.
    pub(super) fn is_for_us(&self, headers: &HeaderMap, target: Option<&Authority>) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        host.to_str().is_ok_and(|host| self.is_ours(host)) && target.is_none_or(|target| self.is_ours(target.as_str()))
    }

    /// Whether a request comes from one of our own pages, or from no page at all.
    pub(super) fn is_from_us(&self, headers: &HeaderMap) -> bool {
        let ours = |origin: &HeaderValue| {
            let host = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
            host.is_some_and(|host| self.is_ours(host))
        };
        let site = |site: &HeaderValue| site == "same-origin" || site == "none";
        headers.get_all(ORIGIN).iter().all(ours) && headers.get_all("sec-fetch-site").iter().all(site)
    }

    /// Whether `host`, with its port, is this server.
    fn is_ours(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        if authority.as_str().contains('@') || authority.port_u16().unwrap_or(80) != self.address.port() {
            return false;
        }
        let name = authority.host().to_ascii_lowercase();
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(&name);
        match bare.parse::<IpAddr>() {
            Ok(address) if self.address.ip().is_loopback() => address.is_loopback(),
            Ok(_) => true,
            Err(_) => name == "localhost" || name == self.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(address: &str, name: &str) -> Guard {
        Guard::new(address.parse().unwrap(), name)
    }

    #[test]
    fn only_our_own_names_are_ours() {
        let own = guard("127.0.0.1:3000", "127.0.0.1");
        for host in ["127.0.0.1:3000", "localhost:3000", "LOCALHOST:3000", "[::1]:3000"] {
            assert!(own.is_ours(host), "{host}");
        }
        let foreign = [
            "",
            "evil.example:3000",
            "127.0.0.1",
            "127.0.0.1:3001",
            "localhost",
            "localhost.evil.example:3000",
            "127.0.0.1.nip.io:3000",
            "u@127.0.0.1:3000",
            "localhost:3000@evil.example",
            "10.0.0.1:3000",
            "127.0.0.1:3000 ",
            "localhost.:3000",
            "0x7f.1:3000",
            "[::ffff:10.0.0.1]:3000",
        ];
        for host in foreign {
            assert!(!own.is_ours(host), "{host}");
        }
        assert!(guard("127.0.0.1:80", "localhost").is_ours("localhost"));
    }

    #[test]
    fn on_a_network_addresses_in_numbers_and_the_given_name_are_ours() {
        let open = guard("0.0.0.0:3000", "desk.example");
        for host in ["192.168.0.7:3000", "desk.example:3000", "Desk.Example:3000", "localhost:3000", "[fe80::1]:3000"] {
            assert!(open.is_ours(host), "{host}");
        }
        assert!(!open.is_ours("evil.example:3000") && !open.is_ours("192.168.0.7:80"));
    }

    #[test]
    fn other_sites_get_no_events() {
        let own = guard("127.0.0.1:3000", "127.0.0.1");
        let from = |name: &'static str, value: &'static str| {
            HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_static(value))])
        };
        assert!(own.is_from_us(&HeaderMap::new()));
        assert!(own.is_from_us(&from("origin", "http://localhost:3000")));
        assert!(own.is_from_us(&from("sec-fetch-site", "same-origin")));
        for origin in
            ["http://evil.example", "null", "http://localhost:3001", "https://localhost:3000", "http://localhost"]
        {
            assert!(!own.is_from_us(&from("origin", origin)), "{origin}");
        }
        for site in ["cross-site", "same-site"] {
            assert!(!own.is_from_us(&from("sec-fetch-site", site)), "{site}");
        }
    }
}
